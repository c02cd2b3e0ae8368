import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import { Encoder } from 'socket.io-parser'
import type { Requester } from '#core/can.ts'
import type { LinkHolder } from '#core/job-link.ts'
import {
  type ClientToServerEvents,
  type ServerToClientEvents,
  unwatchRequestSchema,
  type WatchAck,
  watchRequestSchema,
} from '#core/protocol.ts'
import { markIntervalMs, signInRequired, socketPath } from '#core/socket-settings.ts'
import type { Bridge } from '#server/bridge/bridge.ts'
import type { WholeFeed } from '#server/bridge/whole-feed.ts'
import type { SenderAddress } from '#server/http/client-address.ts'
import { plainHeaders } from '#server/http/security-headers.ts'
import { holderKey, senderKey } from '#server/limits/sender-key.ts'
import type { Freshness } from '#server/liveness/freshness.ts'
import type { Log } from '#server/log.ts'
import { Client } from './client.ts'
import { Crowd } from './crowd.ts'
import type { ClientSocket } from './keeps-up.ts'
import { PacketDecoder } from './packet-decoder.ts'
import { PacketGuard } from './packet-guard.ts'

export interface SocketServerOptions {
  http: HttpServer
  /** Whether people reach it over https. */
  isSecure?: boolean
  bridge: Bridge
  ops: WholeFeed
  schedules: WholeFeed
  /** Browsers do not apply CORS to WebSockets: what may connect is decided here. */
  isAllowed(request: IncomingMessage): boolean | Promise<boolean>
  /** Where a connection comes from; of several who hold the same link it tells one from another. Default: the connection's own address. */
  senderAddress?: SenderAddress
  /** How many connections one person or program may have open; one more closes their oldest. Default: any number. */
  maxPerSender?: number
  /** Who sent the handshake. Asked when somebody connects, and again while they are connected. */
  authenticate(request: IncomingMessage): Promise<Requester | undefined>
  /** Who shows this link in the handshake; asked as often. They are nobody else then, whatever cookie they have. Default: no link holds. */
  holderOf?(token: string): Promise<LinkHolder | undefined>
  /** How many worker processes are alive, as far as this process knows. */
  workers(): number | undefined
  /** Whether what is told is what Redis holds. Default: nobody looks, and it is taken to be. */
  freshness?: Pick<Freshness, 'trouble' | 'onChange'>
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

const refusals: Record<'unknown' | 'too_fast', WatchAck> = {
  unknown: { ok: false, code: 'unknown_event', detail: 'A client sends watch and unwatch, and nothing else.' },
  too_fast: { ok: false, code: 'too_fast', detail: 'These are too many messages a second. Wait for the answers.' },
}

const ownAddress: SenderAddress = ({ socket }) => socket.remoteAddress

export function createSocketServer(options: SocketServerOptions): SocketServer {
  const { http, isAllowed, senderAddress = ownAddress, log, stuckMs = 15_000, recheckMs = 4_000 } = options
  const trouble = options.freshness?.trouble ?? (() => undefined)
  const io = new Server<ClientToServerEvents, ServerToClientEvents>(http, {
    path: socketPath,
    serveClient: false,
    destroyUpgrade: false,
    transports: ['websocket', 'polling'],
    allowRequest: async (request, done) => {
      try {
        done(null, await isAllowed(request))
      } catch (error) {
        log.error({ err: error }, 'Whether a connection is allowed could not be found out.')
        done(null, false)
      }
    },
    pingInterval: 10_000,
    pingTimeout: 8_000,
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 10_000,
    parser: { Encoder, Decoder: PacketDecoder },
  })
  io.engine.on('headers', (headers: Record<string, string>) => void Object.assign(headers, plainHeaders(options)))
  const clients = new Set<Client>()
  const crowd = new Crowd<ClientSocket>(options.maxPerSender ?? Number.POSITIVE_INFINITY)
  const known = new WeakMap<ClientSocket, Requester>()

  async function whoIs({ handshake, request }: ClientSocket): Promise<Requester | undefined> {
    const token: unknown = handshake.auth.token
    if (token === undefined) return options.authenticate(request)
    return typeof token === 'string' ? options.holderOf?.(token) : undefined
  }

  // Before anything is heard of a client. Whoever cannot be asked about is nobody.
  io.use((socket, next) => {
    whoIs(socket).then(
      (who) => {
        if (!who) return next(new Error(signInRequired))
        known.set(socket, who)
        next()
      },
      (error: unknown) => {
        options.log.warn({ err: error, socket: socket.id }, 'Who a client is could not be found out.')
        next(new Error('redis_unavailable'))
      },
    )
  })

  io.on('connection', (socket) => {
    const who = known.get(socket)
    // Unreachable: nobody gets past the check above unknown.
    if (!who) return void socket.disconnect(true)
    const client = new Client(socket, who, { ...options, stuckMs, trouble, authenticate: () => whoIs(socket) })
    clients.add(client)
    const key = 'link' in who ? holderKey(who, senderAddress(socket.request)) : senderKey(who)
    crowd.add(key, socket)?.disconnect(true)
    const packets = new PacketGuard(Date.now())
    socket.use(([event, ...args], next) => {
      const verdict = packets.judge(event, Date.now())
      if (verdict === 'take') return next()
      if (verdict === 'end') {
        log.info({ socket: socket.id }, 'A client sent what nobody asks for, or too much, and was disconnected.')
        return void socket.disconnect(true)
      }
      const ack: unknown = args.at(-1)
      if (typeof ack === 'function') ack(refusals[verdict])
    })
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
      crowd.remove(key, socket)
      clients.delete(client)
    })
  })

  const mark = () => {
    for (const client of clients) client.mark()
  }
  const marks = setInterval(mark, markIntervalMs)
  const stopListening = options.freshness?.onChange(mark)
  const rechecks = setInterval(() => {
    for (const client of clients) void client.recheck()
  }, recheckMs)

  return {
    async close() {
      clearInterval(marks)
      stopListening?.()
      clearInterval(rechecks)
      for (const client of clients) client.close()
      await io.close()
    },
  }
}
