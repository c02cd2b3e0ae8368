import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import {
  type ClientToServerEvents,
  type ServerToClientEvents,
  unwatchRequestSchema,
  watchRequestSchema,
} from '#core/protocol.ts'
import { markIntervalMs, socketPath } from '#core/socket-settings.ts'
import type { Bridge } from '#server/bridge/bridge.ts'
import type { Log } from '#server/log.ts'
import { changesParser } from './changes-encoder.ts'
import { Client } from './client.ts'

export interface SocketServerOptions {
  http: HttpServer
  bridge: Bridge
  /** Browsers do not apply CORS to WebSockets: what may connect is decided here. */
  isAllowed(request: IncomingMessage): boolean
  /** How many worker processes are alive, as far as this process knows. */
  workers(): number | undefined
  log: Log
  /** A client that took nothing for so long is disconnected. Default 15 s. */
  stuckMs?: number
}

export interface SocketServer {
  /** Disconnects everybody and closes the HTTP server as well. */
  close(): Promise<void>
}

export function createSocketServer(options: SocketServerOptions): SocketServer {
  const { http, bridge, isAllowed, workers, log, stuckMs = 15_000 } = options
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(http, {
    path: socketPath,
    parser: changesParser,
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
    const client = new Client(socket, { bridge, workers, log, stuckMs })
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

  return {
    async close() {
      clearInterval(marks)
      for (const client of clients) client.close()
      await io.close()
    },
  }
}
