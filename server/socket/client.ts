import type { Cursor, ResetReason, WatchAck, WatchRequest } from '#core/protocol.ts'
import type { Bridge, Opened } from '#server/bridge/bridge.ts'
import type { Announcement, FeedSubscriber } from '#server/bridge/broadcast.ts'
import { Outbox } from '#server/bridge/outbox.ts'
import type { Log } from '#server/log.ts'
import { type ClientSocket, keepsUp } from './keeps-up.ts'

interface Watch {
  /** Undefined while it is being opened. */
  opened?: Opened
  n: number
  /** How far the client has been told. */
  cursor?: Cursor
  /** What happened while the watch was being opened, or the client did not keep up, and how far that goes. */
  held: Outbox
  heldTo?: Cursor
}

/** How often a client that does not keep up is looked at, in milliseconds. */
const lookEveryMs = 50
/** A page needs a handful; more is a mistake or an attack. */
const maxWatches = 50
/** What may wait for a client in one watch; above it the client is told to start anew. */
const maxHeldBytes = 1024 * 1024

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
    const watch: Watch = { held: new Outbox(), n: 0 }
    this.watches.set(name, watch)
    try {
      const subscriber: FeedSubscriber = {
        changes: (announcement) => this.tell(name, watch, announcement),
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
      this.sendHeld()
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
    this.sendHeld()
    const workers = this.options.workers()
    for (const [name, watch] of this.watches) {
      if (!watch.opened || !watch.cursor) continue
      // With changes still to be sent, a newer cursor would make the client skip them.
      if (watch.held.isEmpty) watch.cursor = watch.opened.told() ?? watch.cursor
      this.socket.emit('mark', { watch: name, n: watch.n, cursor: watch.cursor, now: Date.now(), workers })
    }
  }

  close(): void {
    clearTimeout(this.timer)
    for (const name of [...this.watches.keys()]) this.unwatch(name)
  }

  private tell(name: string, watch: Watch, announcement: Announcement): void {
    if (watch.opened && watch.held.isEmpty && keepsUp(this.socket)) {
      this.send(name, watch, announcement)
      return
    }
    watch.held.add(announcement)
    watch.heldTo = announcement.cursor
    if (watch.opened) this.holdBack()
  }

  private send(name: string, watch: Watch, { events, dropped, counts, cursor }: Announcement): void {
    watch.n += 1
    watch.cursor = cursor
    const fallen = dropped.length > 0 ? dropped : undefined
    this.socket.emit('changes', { watch: name, n: watch.n, cursor, events, counts, dropped: fallen })
  }

  private sendHeld(): void {
    if (!keepsUp(this.socket)) {
      this.holdBack()
      return
    }
    this.heldSince = undefined
    for (const [name, watch] of this.watches) {
      const { opened, held, heldTo } = watch
      if (opened && heldTo && !held.isEmpty) this.send(name, watch, { ...held.take(), cursor: heldTo })
    }
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
      if (watch.held.bytes > maxHeldBytes) this.reset(name, watch, 'overflow')
    }
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      this.sendHeld()
    }, lookEveryMs)
  }

  private reset(name: string, watch: Watch, reason: ResetReason): void {
    if (this.watches.get(name) !== watch) return
    this.unwatch(name)
    this.socket.emit('reset', { watch: name, reason, afterMs: reason === 'overflow' ? 1_000 : 0 })
  }
}
