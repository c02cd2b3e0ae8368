import type { Requester } from '#core/can.ts'
import type { Cursor, Mark, ResetReason, Trouble, WatchAck, WatchRequest } from '#core/protocol.ts'
import { isSame } from '#core/same.ts'
import type { View } from '#core/view.ts'
import { type ViewScope, viewScope } from '#server/auth/view-scope.ts'
import type { Bridge } from '#server/bridge/bridge.ts'
import type { Announcement, FeedSubscriber } from '#server/bridge/broadcast.ts'
import { openShared } from '#server/bridge/open-shared.ts'
import type { Opened } from '#server/bridge/opened.ts'
import { Outbox } from '#server/bridge/outbox.ts'
import type { WholeFeed } from '#server/bridge/whole-feed.ts'
import type { Log } from '#server/log.ts'
import { type ClientSocket, keepsUp } from './keeps-up.ts'
import { sendChanges } from './send-changes.ts'

interface Watch {
  readonly view: View
  /** How much of it is shown. */
  readonly scope: ViewScope
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
  ops: WholeFeed
  schedules: WholeFeed
  /** Who opened the connection; asked again and again while it lasts. Undefined when they are signed out, or their link has ended. */
  authenticate(): Promise<Requester | undefined>
  /** How many worker processes are alive, as far as this process knows. */
  workers(): number | undefined
  /** Why what this process tells may be old. */
  trouble(): Trouble | undefined
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
    private who: Requester,
    private readonly options: ClientOptions,
  ) {}

  async watch({ watch: name, view, cursor: from }: WatchRequest, ack: (answer: WatchAck) => void): Promise<void> {
    this.unwatch(name)
    if (this.watches.size >= maxWatches) {
      return ack({ ok: false, code: 'too_many', detail: `A page may have ${maxWatches} watches at a time.` })
    }
    const scope = viewScope(this.who, view)
    if (!scope) return ack(refusal(view))
    const watch: Watch = { view, scope, held: new Outbox(), n: 0 }
    this.watches.set(name, watch)
    try {
      const subscriber: FeedSubscriber = {
        changes: (announcement) => this.tell(name, watch, announcement),
        reset: (reason) => this.reset(name, watch, reason),
      }
      const opened = await this.open(watch, subscriber, from)
      // The client may have left, or asked for something else under this name, while Redis was read.
      if (this.watches.get(name) !== watch) return opened.close()
      const { mode, counts, cursor } = opened
      const { jobs, ops, schedules } = opened.mode === 'snapshot' ? opened : {}
      const shown = { jobs, counts, ops, schedules }
      ack({ ok: true, mode, cursor, ...shown, now: Date.now(), ...this.state() })
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

  /** Lets go of who has signed out, and ends the watches of what somebody with another role may not see any more (G10). */
  async recheck(): Promise<void> {
    const who = await this.authenticate()
    if (who?.id !== this.who.id) {
      this.socket.emit('signedOut')
      this.socket.disconnect(true)
      return
    }
    this.who = who
    for (const [name, watch] of this.watches) {
      const scope = viewScope(who, watch.view)
      if (!isSame(scope, watch.scope)) this.reset(name, watch, 'authz')
    }
  }

  /** Says that the connection lives, and what time it is. */
  mark(): void {
    this.sendHeld()
    const state = this.state()
    for (const [name, watch] of this.watches) {
      if (!watch.opened || !watch.cursor) continue
      // With changes still to be sent, a newer cursor would make the client skip them.
      if (watch.held.isEmpty) watch.cursor = watch.opened.told() ?? watch.cursor
      this.socket.emit('mark', { watch: name, n: watch.n, cursor: watch.cursor, now: Date.now(), ...state })
    }
  }

  close(): void {
    clearTimeout(this.timer)
    for (const name of [...this.watches.keys()]) this.unwatch(name)
  }

  /** How the server is. Its workers are of no concern to whoever follows a single job by a link. */
  private state(): Pick<Mark, 'workers' | 'trouble'> {
    return { workers: 'link' in this.who ? undefined : this.options.workers(), trouble: this.options.trouble() }
  }

  private open({ view, scope }: Watch, subscriber: FeedSubscriber, from: Cursor | undefined): Promise<Opened> {
    const { bridge, ops, schedules } = this.options
    if (view.kind === 'ops') return ops.open(subscriber)
    if (view.kind === 'schedules') return schedules.open(subscriber)
    const { owner, link } = scope
    if (link === undefined) return bridge.open({ ...view, owner }, subscriber, from)
    if (view.kind === 'job') return openShared(bridge, { view, scope: link }, subscriber)
    throw new Error('A link is to one job.') // no other view has such a scope
  }

  /** While nobody can be asked about, all are who they were: what could be told comes from the same Redis. */
  private async authenticate(): Promise<Requester | undefined> {
    try {
      return await this.options.authenticate()
    } catch (error) {
      this.options.log.warn({ err: error, socket: this.socket.id }, 'Who a client is could not be found out.')
      return this.who
    }
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

  private send(name: string, watch: Watch, announcement: Announcement): void {
    watch.n += 1
    watch.cursor = announcement.cursor
    sendChanges(this.socket, name, watch.n, announcement)
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

/** A job one may not see is as unknown as one that is not there. */
const refusal = ({ kind }: View): WatchAck =>
  kind === 'job' || kind === 'jobs'
    ? { ok: false, code: 'unknown_job', detail: 'There is no such job, or you may not see it.' }
    : { ok: false, code: 'forbidden', detail: 'You may not watch this.' }
