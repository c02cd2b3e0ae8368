import { io, type Socket } from 'socket.io-client'
import type { WatchListener, WatchTransport } from '#components/live/watch-transport.ts'
import type {
  Changes,
  ClientToServerEvents,
  Mark,
  Reset,
  ServerToClientEvents,
  WatchAck,
  WatchRequest,
} from '#core/protocol.ts'
import { socketPath } from '#core/socket-settings.ts'
import { credentials } from '../credentials.ts'

/** Hears of every message before the browser's code does, and of its effect afterwards. */
export interface TransportObserver {
  asked(request: WatchRequest): void
  answered(request: WatchRequest, ack: WatchAck | undefined): void
  changes(changes: Changes): void
  reset(reset: Reset): void
  /** The browser's code has taken in what came. */
  applied(): void
}

/** Delivers `changes` late, twice or never. */
export type Tamper = (changes: Changes, deliver: (changes: Changes) => void) => void

export interface ModelTransportOptions {
  /** The web nodes it may use; it goes on to the next when one cannot be reached. */
  urls: readonly string[]
  observer: TransportObserver
  tamper?: Tamper
}

const answerTimeoutMs = 10_000
const firstReconnectMs = 500
const lastReconnectMs = 5_000

/** The browser's way to the server over a real socket, in Node, with a choice of servers. */
export class ModelTransport implements WatchTransport {
  #socket: Socket<ServerToClientEvents, ClientToServerEvents> | undefined
  #listener: WatchListener | undefined
  #timer: NodeJS.Timeout | undefined
  #failures = 0
  #turn = 0
  /** When the present connection was made, on `performance.now()`; undefined without one. */
  connectedAt: number | undefined
  /** When a connection was found to be lost, every time. */
  readonly lostAt: number[] = []

  constructor(private readonly options: ModelTransportOptions) {}

  connect(listener: WatchListener): void {
    this.#listener = listener
    const { urls, observer, tamper = (changes, deliver) => deliver(changes) } = this.options
    const url = urls[this.#turn % urls.length] ?? ''
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, {
      path: socketPath,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: 5_000,
      extraHeaders: credentials,
    })
    this.#socket = socket
    const then = (work: () => void) => {
      if (this.#socket !== socket) return
      work()
      observer.applied()
    }
    socket.on('connect', () => {
      this.#failures = 0
      this.connectedAt = performance.now()
      then(() => listener.connected())
    })
    socket.on('connect_error', () => {
      // A cut says nothing about the node; one that cannot be reached is given up for the next.
      if (this.#socket === socket) this.#turn += 1
      this.#lost(socket)
    })
    socket.on('disconnect', () => this.#lost(socket))
    socket.on('changes', (changes) => {
      observer.changes(changes)
      tamper(changes, (delivered) => then(() => listener.changes(delivered)))
    })
    socket.on('mark', (mark: Mark) => then(() => listener.mark(mark)))
    socket.on('reset', (reset) => {
      observer.reset(reset)
      then(() => listener.reset(reset))
    })
  }

  watch(request: WatchRequest, answer: (ack: WatchAck | undefined) => void): void {
    const { observer } = this.options
    observer.asked(request)
    this.#socket?.timeout(answerTimeoutMs).emit('watch', request, (failed, ack) => {
      const answered = failed ? undefined : ack
      observer.answered(request, answered)
      answer(answered)
      observer.applied()
    })
  }

  unwatch(watch: string): void {
    if (this.#socket?.connected) this.#socket.emit('unwatch', { watch })
  }

  close(): void {
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }

  #lost(socket: Socket): void {
    if (this.#socket !== socket) return
    this.#socket = undefined
    this.connectedAt = undefined
    this.lostAt.push(performance.now())
    socket.close()
    this.#listener?.disconnected()
    const listener = this.#listener
    const wait = Math.min(lastReconnectMs, firstReconnectMs * 2 ** this.#failures++) * (0.5 + Math.random())
    this.#timer = setTimeout(() => listener && this.connect(listener), wait)
  }
}
