import type { Cursor, ResetReason, WatchAck, WatchRequest } from '#core/protocol.ts'
import type { Bridge, Opened } from '#server/bridge/bridge.ts'
import type { FeedSubscriber } from '#server/bridge/feed.ts'
import type { Log } from '#server/log.ts'
import { type ClientSocket, keepsUp } from './keeps-up.ts'
import { Outbox } from './outbox.ts'

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
/** What may wait for a client in one watch; above it the client is told to start anew. */
const maxWaitingBytes = 1024 * 1024

export interface ClientOptions {
  bridge: Bridge
  /** How many worker processes are alive, as far as this process knows. */
  workers(): number | undefined
  log: Log
  /** A client that took nothing for so long is disconnected, in milliseconds. */
  stuckMs: number
}

/** One connected browser: its watches, and what waits to be sent to it. */
export class Client {
  private readonly watches = new Map<string, Watch>()
  private timer: NodeJS.Timeout | undefined
  /** Since when the client does not keep up. */
  private heldSince: number | undefined

  constructor(
    private readonly socket: ClientSocket,
    private readonly options: ClientOptions,
  ) {}

  async watch({ watch: name, view, cursor: from }: WatchRequest, ack: (answer: WatchAck) => void): Promise<void> {
    this.unwatch(name)
    if (this.watches.size >= maxWatches) {
      return ack({ ok: false, code: 'too_many', detail: `A page may have ${maxWatches} watches at a time.` })
    }
    const watch: Watch = { outbox: new Outbox(), n: 0 }
    this.watches.set(name, watch)
    try {
      const subscriber: FeedSubscriber = {
        changes: (changes) => {
          watch.outbox.add(changes)
          this.schedule()
        },
        reset: (reason) => this.reset(name, watch, reason),
      }
      const opened = await this.options.bridge.open(view, subscriber, from)
      // The client may have left, or asked for something else under this name, while Redis was read.
      if (this.watches.get(name) !== watch) return opened.close()
      const { mode, counts, cursor } = opened
      const jobs = opened.mode === 'snapshot' ? opened.jobs : undefined
      ack({ ok: true, mode, cursor, jobs, counts, now: Date.now(), workers: this.options.workers() })
      // Only now: changes must never overtake the snapshot they build on.
      watch.opened = opened
      watch.cursor = cursor
      this.schedule()
    } catch (error) {
      // The client may have asked for something else under this name meanwhile.
      if (this.watches.get(name) === watch) this.watches.delete(name)
      this.options.log.warn({ err: error, socket: this.socket.id }, 'A view could not be read.')
      ack({ ok: false, code: 'redis_unavailable', detail: 'The queue does not answer. Watch again in a moment.' })
    }
  }

  unwatch(name: string): void {
    this.watches.get(name)?.opened?.close()
    this.watches.delete(name)
  }

  /** Says that the connection lives, and what time it is. */
  mark(): void {
    this.flush()
    const workers = this.options.workers()
    for (const [name, watch] of this.watches) {
      if (!watch.opened || !watch.cursor) continue
      // With changes still held back, a newer cursor would make the client skip them.
      if (watch.outbox.isEmpty) watch.cursor = this.cursorOf(watch.opened)
      this.socket.emit('mark', { watch: name, n: watch.n, cursor: watch.cursor, now: Date.now(), workers })
    }
  }

  close(): void {
    clearTimeout(this.timer)
    for (const name of [...this.watches.keys()]) this.unwatch(name)
  }

  private schedule(): void {
    if (this.timer) return
    this.timer = setTimeout(() => {
      this.timer = undefined
      // Whatever came within the interval goes out now, and starts the next one.
      if ([...this.watches.values()].some((watch) => !watch.outbox.isEmpty)) this.schedule()
    }, flushEveryMs)
    // Not in the middle of a tick: all views are told of it before the cursor says so.
    queueMicrotask(() => this.flush())
  }

  private flush(): void {
    if (!keepsUp(this.socket)) {
      this.holdBack()
      return
    }
    this.heldSince = undefined
    for (const [name, watch] of this.watches) {
      if (!watch.opened || watch.outbox.isEmpty) continue
      const { events, dropped, counts } = watch.outbox.take()
      watch.n += 1
      watch.cursor = this.cursorOf(watch.opened)
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

  private cursorOf({ feed }: Opened): Cursor {
    return { ...this.options.bridge.cursor, feed }
  }

  /** A client that does not keep up costs a bounded amount of memory, and not for long (G11). */
  private holdBack(): void {
    this.heldSince ??= Date.now()
    if (Date.now() - this.heldSince > this.options.stuckMs) {
      this.options.log.info({ socket: this.socket.id }, 'A client stopped reading and was disconnected.')
      this.socket.disconnect(true)
      // A client that reads nothing reads no goodbye either, and would hold its buffers until it does.
      this.socket.request.socket.destroy()
      return
    }
    for (const [name, watch] of this.watches) {
      if (watch.outbox.bytes > maxWaitingBytes) this.reset(name, watch, 'overflow')
    }
  }

  private reset(name: string, watch: Watch, reason: ResetReason): void {
    if (this.watches.get(name) !== watch) return
    this.unwatch(name)
    this.socket.emit('reset', { watch: name, reason, afterMs: reason === 'overflow' ? 1_000 : 0 })
  }
}
