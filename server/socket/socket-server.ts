import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import {
  type ClientToServerEvents,
  markIntervalMs,
  type ServerToClientEvents,
  socketPath,
  unwatchRequestSchema,
  watchRequestSchema,
} from '#core/protocol.ts'
import type { Bridge } from '#server/bridge/bridge.ts'
import type { Log } from '#server/log.ts'
import { Client } from './client.ts'

export interface SocketServerOptions {
  http: HttpServer
  bridge: Bridge
  /** Browsers do not apply CORS to WebSockets: what may connect is decided here. */
  isAllowed(request: IncomingMessage): boolean
  log: Log
}

export interface SocketServer {
  /** Disconnects everybody and closes the HTTP server as well. */
  close(): Promise<void>
}

export function createSocketServer({ http, bridge, isAllowed, log }: SocketServerOptions): SocketServer {
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
    const client = new Client(socket, bridge, log)
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
    const { cursor } = bridge
    for (const client of clients) client.mark(cursor)
  }, markIntervalMs)

  return {
    async close() {
      clearInterval(marks)
      for (const client of clients) client.close()
      await io.close()
    },
  }
}
