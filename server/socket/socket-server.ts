import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import {
  type ClientToServerEvents,
  type ServerToClientEvents,
  unwatchRequestSchema,
  watchRequestSchema,
} from '#core/protocol.ts'
import { markIntervalMs, socketPath } from '#core/socket-settings.ts'
import type { View } from '#core/view.ts'
import type { Bridge } from '#server/bridge/bridge.ts'
import type { Log } from '#server/log.ts'
import type { OpsFeed } from '#server/ops/ops-feed.ts'
import { Client } from './client.ts'

export interface SocketServerOptions {
  http: HttpServer
  bridge: Bridge
  ops: OpsFeed
  /** Browsers do not apply CORS to WebSockets: what may connect is decided here. */
  isAllowed(request: IncomingMessage): boolean
  /** Whether the sender of the handshake may watch a view. Asked for every watch, and again while it is open. */
  mayWatch(request: IncomingMessage, view: View): Promise<boolean>
  /** How many worker processes are alive, as far as this process knows. */
  workers(): number | undefined
  log: Log
  /** A client that took nothing for so long is disconnected. Default 15 s. */
  stuckMs?: number
  /** How often rights are checked again, in milliseconds. Default 4 s: one that is taken away must end within five (G10). */
  recheckMs?: number
}

export interface SocketServer {
  /** Disconnects everybody and closes the HTTP server as well. */
  close(): Promise<void>
}

export function createSocketServer(options: SocketServerOptions): SocketServer {
  const { http, isAllowed, stuckMs = 15_000, recheckMs = 4_000 } = options
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(http, {
    path: socketPath,
    serveClient: false,
    destroyUpgrade: false,
    transports: ['websocket', 'polling'],
    allowRequest: (request, done) => done(null, isAllowed(request)),
    pingInterval: 10_000,
    pingTimeout: 8_000,
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
  })
  const clients = new Set<Client>()

  io.on('connection', (socket) => {
    const client = new Client(socket, { ...options, stuckMs })
    clients.add(client)
    socket.on('watch', async (request, ack) => {
      if (typeof ack !== 'function') return
      const parsed = watchRequestSchema.safeParse(request)
      if (parsed.success) await client.watch(parsed.data, ack)
      else
        ack({ ok: false, code: 'bad_request', detail: parsed.error.issues[0]?.message ?? 'The watch cannot be read.' })
    })
    socket.on('unwatch', (request) => {
      const parsed = unwatchRequestSchema.safeParse(request)
      if (parsed.success) client.unwatch(parsed.data.watch)
    })
    socket.on('disconnect', () => {
      client.close()
      clients.delete(client)
    })
  })

  const marks = setInterval(() => {
    for (const client of clients) client.mark()
  }, markIntervalMs)
  const rechecks = setInterval(() => {
    for (const client of clients) void client.recheck()
  }, recheckMs)

  return {
    async close() {
      clearInterval(marks)
      clearInterval(rechecks)
      for (const client of clients) client.close()
      await io.close()
    },
  }
}
