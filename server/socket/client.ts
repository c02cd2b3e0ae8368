import type { Socket } from 'socket.io'
import type {
  ClientToServerEvents,
  Cursor,
  ResetReason,
  ServerToClientEvents,
  WatchAck,
  WatchRequest,
} from '#core/protocol.ts'
import type { Bridge, Opened } from '#server/bridge/bridge.ts'
import type { Log } from '#server/log.ts'
import { Outbox } from './outbox.ts'

export type ClientSocket = Socket<ClientToServerEvents, ServerToClientEvents>

interface Watch {
  outbox: Outbox
  /** Undefined while it is being opened. */
  opened?: Opened
  n: number
  /** How far the client has been told. */
  cursor?: Cursor
}

/** The first change after a quiet moment goes out at once, the next ones at most this often, in milliseconds. */
const flushEveryMs = 50
/** A page needs a handful; more is a mistake or an attack. */
const maxWatches = 50
/** Packets the transport has not passed on yet; above this the client does not keep up and is given time. */
const maxUnsent = 16
/** Waiting events above which telling the client to start anew is cheaper than telling it everything. */
const maxWaiting = 2_000

/** One connected browser: its watches, and what waits to be sent to it. */
export class Client {
  private readonly watches = new Map<string, Watch>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly socket: ClientSocket,
    private readonly bridge: Bridge,
    private readonly log: Log,
  ) {}

  async watch({ watch: name, view }: WatchRequest, ack: (answer: WatchAck) => void): Promise<void> {
    this.unwatch(name)
    if (this.watches.size >= maxWatches) {
      return ack({ ok: false, code: 'too_many', detail: `A page may have ${maxWatches} watches at a time.` })
    }
    const watch: Watch = { outbox: new Outbox(), n: 0 }
    this.watches.set(name, watch)
    try {
      const opened = await this.bridge.open(view, {
        changes: (changes) => {
          watch.outbox.add(changes)
          this.schedule()
        },
        reset: (reason) => this.reset(name, watch, reason),
      })
      // The client may have left, or asked for something else under this name, while Redis was read.
      if (this.watches.get(name) !== watch) return opened.close()
      const { jobs, counts, cursor } = opened
      ack({ ok: true, mode: 'snapshot', cursor, jobs, counts, now: Date.now() })
      // Only now: changes must never overtake the snapshot they build on.
      watch.opened = opened
      watch.cursor = cursor
      this.schedule()
    } catch (error) {
      // The client may have asked for something else under this name meanwhile.
      if (this.watches.get(name) === watch) this.watches.delete(name)
      this.log.warn({ err: error, socket: this.socket.id }, 'A view could not be read.')
      ack({ ok: false, code: 'redis_unavailable', detail: 'The queue does not answer. Watch again in a moment.' })
    }
  }

  unwatch(name: string): void {
    this.watches.get(name)?.opened?.close()
    this.watches.delete(name)
  }

  /** Says that the connection lives, and what time it is. */
  mark(cursor: Cursor): void {
    this.flush()
    for (const [name, watch] of this.watches) {
      // With changes still held back, a newer cursor would make the client skip them.
      if (watch.outbox.isEmpty) watch.cursor = watch.cursor && cursor
      if (watch.cursor) this.socket.emit('mark', { watch: name, n: watch.n, cursor: watch.cursor, now: Date.now() })
    }
  }

  close(): void {
    clearTimeout(this.timer)
    for (const name of [...this.watches.keys()]) this.unwatch(name)
  }

  private schedule(): void {
    if (this.timer) return
    this.flush()
    this.timer = setTimeout(() => {
      this.timer = undefined
      // Whatever came within the interval goes out now, and starts the next one.
      if ([...this.watches.values()].some((watch) => !watch.outbox.isEmpty)) this.schedule()
    }, flushEveryMs)
  }

  private flush(): void {
    if (unsent(this.socket) > maxUnsent) {
      this.shed()
      return
    }
    for (const [name, watch] of this.watches) {
      if (!watch.opened || watch.outbox.isEmpty) continue
      const { events, dropped, counts } = watch.outbox.take()
      watch.n += 1
      watch.cursor = this.bridge.cursor
      this.socket.emit('changes', {
        watch: name,
        n: watch.n,
        cursor: watch.cursor,
        events,
        counts,
        dropped: dropped.length > 0 ? dropped : undefined,
      })
    }
  }

  private shed(): void {
    for (const [name, watch] of this.watches) {
      if (watch.outbox.size > maxWaiting) this.reset(name, watch, 'overflow')
    }
  }

  private reset(name: string, watch: Watch, reason: ResetReason): void {
    if (this.watches.get(name) !== watch) return
    this.unwatch(name)
    this.socket.emit('reset', { watch: name, reason, afterMs: reason === 'overflow' ? 1_000 : 0 })
  }
}

/** Socket.IO does not type how much its transport still has to send. */
const unsent = (socket: ClientSocket): number =>
  (socket.conn as unknown as { writeBuffer?: unknown[] }).writeBuffer?.length ?? 0
