import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { ClientToServerEvents, ServerToClientEvents, WatchAck } from '#core/protocol.ts'
import { socketPath } from '#core/socket-settings.ts'
import { createJobSocket } from './job-socket.ts'
import { board, cursorAt } from './scripted-transport.ts'

type TestServer = Server<ClientToServerEvents, ServerToClientEvents>

const answer: WatchAck = { ok: true, mode: 'snapshot', cursor: cursorAt('1-0'), jobs: [], now: 0 }

/** A server that answers every question. */
async function serve(port = 0): Promise<{ io: TestServer; port: number; close(): Promise<void> }> {
  const http = createServer()
  const io: TestServer = new Server(http, { path: socketPath })
  io.on('connection', (socket) => {
    socket.on('watch', ({ watch }, ack) => {
      ack(answer)
      socket.emit('changes', { watch, n: 1, cursor: cursorAt('2-0'), events: [] })
    })
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  const close = () => io.close()
  onTestFinished(close)
  return { io, port: (http.address() as AddressInfo).port, close }
}

function connect(port: number, random: () => number) {
  const socket = createJobSocket({ url: `http://127.0.0.1:${port}`, random })
  onTestFinished(() => socket.close())
  const listener = { connected: vi.fn(), disconnected: vi.fn(), changes: vi.fn(), mark: vi.fn(), reset: vi.fn() }
  socket.connect(listener)
  return { socket, listener }
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 20 })

test('an answer comes before the changes that build on it', async () => {
  const { port } = await serve()
  const { socket, listener } = connect(port, () => 0)
  await until(() => expect(listener.connected).toHaveBeenCalled())
  const answered = vi.fn()
  socket.watch({ watch: 'w1', view: board }, answered)
  await until(() => expect(listener.changes).toHaveBeenCalled())
  expect(answered).toHaveBeenCalledWith(answer)
  expect(answered).toHaveBeenCalledBefore(listener.changes)
})

test('a server that dies is tried again until it is back', async () => {
  const first = await serve()
  const { listener } = connect(first.port, () => 0)
  await until(() => expect(listener.connected).toHaveBeenCalledTimes(1))
  await first.close()
  // The loss itself, and at least one attempt that finds nobody.
  await until(() => expect(listener.disconnected.mock.calls.length).toBeGreaterThanOrEqual(2))
  await serve(first.port)
  await until(() => expect(listener.connected).toHaveBeenCalledTimes(2))
})

test('a server that says goodbye is not the last word', async () => {
  const { io, port } = await serve()
  const { listener } = connect(port, () => 0)
  await until(() => expect(listener.connected).toHaveBeenCalledTimes(1))
  io.disconnectSockets(true)
  await until(() => expect(listener.connected).toHaveBeenCalledTimes(2))
})

test('a page that wakes up does not wait for its turn', async () => {
  const { io, port } = await serve()
  // By its turn it would be back after hours.
  const { socket, listener } = connect(port, () => 10_000)
  await until(() => expect(listener.connected).toHaveBeenCalledTimes(1))
  io.disconnectSockets(true)
  await until(() => expect(listener.disconnected).toHaveBeenCalledTimes(1))
  socket.wake?.()
  await until(() => expect(listener.connected).toHaveBeenCalledTimes(2))
})
