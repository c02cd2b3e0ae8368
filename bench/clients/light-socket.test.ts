import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server, type Socket } from 'socket.io'
import { expect, onTestFinished, test } from 'vitest'
import { LightSocket } from './light-socket.ts'

async function startServer(onConnection: (socket: Socket) => void) {
  const http = createServer()
  const io = new Server(http, { pingInterval: 30, pingTimeout: 2_000 })
  io.on('connection', onConnection)
  onTestFinished(async () => void (await io.close()))
  await once(http.listen(0, '127.0.0.1'), 'listening')
  return { io, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }
}

test('an answer is heard before what the server sends right after it', async () => {
  const { url } = await startServer((socket) => {
    socket.on('watch', (request: { watch: string }, ack: (answer: string) => void) => {
      ack(`${request.watch} is watched`)
      socket.emit('changes', { watch: request.watch })
    })
  })
  const heard: string[] = []
  const changes = new Promise<void>((resolve) => {
    const onEvent = (json: string) => {
      heard.push(json)
      resolve()
    }
    void LightSocket.connect({ url, onEvent }).then((socket) => {
      onTestFinished(() => socket.close())
      socket.ask('watch', { watch: 'w' }, (answer) => heard.push(String(answer)))
    })
  })
  await changes
  expect(heard).toEqual(['w is watched', '["changes",{"watch":"w"}]'])
})

test('it stays connected as long as it answers the heartbeats of the server', async () => {
  const lost: string[] = []
  const { url } = await startServer((socket) => {
    let beats = 0
    socket.on('disconnect', (reason) => lost.push(reason))
    socket.conn.on('heartbeat', () => {
      beats += 1
      if (beats === 3) socket.emit('alive')
    })
  })
  await new Promise<void>((resolve, reject) => {
    const onLost = () => reject(new Error('The connection was lost.'))
    LightSocket.connect({ url, onEvent: () => resolve(), onLost }).then((socket) => {
      onTestFinished(() => socket.close())
    }, reject)
  })
  expect(lost).toEqual([])
})

test('a server that cannot be reached is an error, and one that goes away is told', async () => {
  const { io, url } = await startServer(() => {})
  await new Promise<void>((resolve) => {
    LightSocket.connect({ url, onLost: resolve }).then(() => io.close())
  })
  await expect(LightSocket.connect({ url })).rejects.toThrow('ECONNREFUSED')
})
