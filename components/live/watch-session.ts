import type { JobEvent } from '#core/job-event.ts'
import type { Changes, Mark, Reset, WatchAck } from '#core/protocol.ts'
import type { View } from '#core/view.ts'
import { staleAfterMs, type WatchHealth } from './connection.ts'
import { type Continuity, type Gone, LiveWatch } from './live-watch.ts'
import type { WatchTransport } from './watch-transport.ts'

export type ServerState = Pick<Mark, 'workers' | 'trouble'>

/** What a session needs of the store it belongs to. */
export interface SessionHost {
  readonly transport: WatchTransport
  readonly random: () => number
  /** A name no request had before, so that what was sent for an older one is told apart. */
  newName(): string
  /** Something to show has changed: the jobs, or how far they can be trusted. */
  changed(session: WatchSession): void
  /** The server said what time it is; in an answer, together with how long the question and the answer took. */
  serverTime(now: number, roundTripMs?: number): void
  /** How the server says it is: how many workers it knows of, if it can tell, and why what it tells may be old. */
  serverState(state: ServerState): void
  /** Events were folded in. Those from before `liveSince`, on the server's clock, are older than the watch. */
  folded(events: readonly JobEvent[], liveSince: number): void
}

const firstRetryMs = 250
/** A server that refuses is one whose Redis is away: once both are back, the page must be right within two seconds (G7). */
const lastRetryMs = 500
/** A silence may be the server's own trouble: not everybody should then ask in the same moment. */
const patienceMs = 2_500
/** Signs that the page woke up come in twos and threes. One question is enough for all of them. */
const wakeAskEveryMs = 1_000

/** The code of a server whose Redis does not answer. */
const redisUnavailable = 'redis_unavailable'

/** Codes with which the server refuses for good; any other refusal is tried again. */
const goneCodes: Record<string, Gone | undefined> = {
  unknown_job: 'unknown',
  expired: 'expired',
  forbidden: 'forbidden',
}

/** One view's talk with the server: asks for it, and asks again whenever something was lost. */
export class WatchSession {
  readonly watch: LiveWatch
  /** Name of the request in force; undefined while there is no connection. */
  name: string | undefined
  readonly #patience: number
  #asking = false
  /** When the server last said something, on the browser's clock. */
  #heardAt = Date.now()
  /** When the present silence began: questions that it led to do not end it. */
  #quietSince = Date.now()
  /** The server said that there is nothing to watch, so silence is what to expect. */
  #isOver = false
  #isOpen = false
  #lacksRedis = false
  #askedAt = Number.NEGATIVE_INFINITY
  #liveSince = 0
  #refusals = 0
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(
    view: View,
    private readonly host: SessionHost,
  ) {
    this.watch = new LiveWatch(view)
    this.#patience = staleAfterMs + host.random() * patienceMs
  }

  health(now: number): WatchHealth {
    const quietSince = this.#isOver ? now : this.#quietSince
    const { ready } = this.watch
    return { ready, asking: this.#asking, lacksRedis: this.#lacksRedis, heardAt: this.#heardAt, quietSince }
  }

  /** The connection is there. */
  connected(): void {
    this.#isOpen = true
    this.#quietSince = Date.now()
    this.#ask()
  }

  changes(changes: Changes): void {
    if (this.#asking) return // whatever comes before the answer cannot build on it
    const continuity = this.watch.receiveChanges(changes)
    if (continuity === 'whole') this.host.folded(changes.events, this.#liveSince)
    this.#heard(continuity)
  }

  mark(mark: Mark): void {
    if (this.#asking) return
    this.host.serverTime(mark.now)
    this.host.serverState(mark)
    this.#heard(this.watch.receiveMark(mark))
  }

  reset({ afterMs }: Reset): void {
    this.watch.cursor = undefined
    this.#quietSince = Date.now()
    this.#askLater(afterMs)
  }

  /** Looks at the clock. Who has slept asks at once whether something was missed; who only hears nothing waits a little. */
  beat(now: number, hasSlept: boolean): void {
    // The clock may have been set back: a silence that has not begun yet would never end.
    this.#heardAt = Math.min(this.#heardAt, now)
    this.#quietSince = Math.min(this.#quietSince, now)
    this.#askedAt = Math.min(this.#askedAt, now)
    const silence = now - this.#quietSince
    if (silence < staleAfterMs || !this.#isOpen || this.#isOver) return
    const isDue = hasSlept ? now - this.#askedAt >= wakeAskEveryMs : !this.#asking && silence >= this.#patience
    if (isDue) this.#ask()
  }

  disconnected(): void {
    this.#isOpen = false
    this.#lacksRedis = false
    this.#callOff()
    this.#asking = false
  }

  leave(): void {
    this.#callOff()
  }

  /** Forgets what was asked, and what was going to be. */
  #callOff(): void {
    clearTimeout(this.#retry)
    if (this.name && this.#isOpen) this.host.transport.unwatch(this.name)
    this.name = undefined
  }

  #answered(ack: WatchAck | undefined): void {
    if (ack?.ok) this.host.serverTime(ack.now, Date.now() - this.#askedAt)
    const gone = ack && !ack.ok ? goneCodes[ack.code] : undefined
    if (gone) {
      this.watch.receiveGone(gone)
    } else if (ack?.ok && this.watch.receiveAck(ack)) {
      this.#liveSince = ack.now
      this.host.serverState(ack)
    } else {
      this.#failed(ack)
      return
    }
    this.#asking = false
    this.#lacksRedis = false
    this.#isOver = gone !== undefined
    this.#refusals = 0
    this.#heard('whole')
  }

  /** No answer, a refusal, or a replay of something else. The next answer should not depend on what is known here. */
  #failed(ack: WatchAck | undefined): void {
    this.#lacksRedis = ack !== undefined && !ack.ok && ack.code === redisUnavailable
    // The server may still come to answer, and would then go on telling.
    if (!ack || ack.ok) this.#callOff()
    this.watch.cursor = undefined
    this.#askLater(Math.min(lastRetryMs, firstRetryMs * 2 ** this.#refusals++))
  }

  /** Asks from where the cursor says. */
  #ask(): void {
    this.#callOff()
    const name = this.host.newName()
    this.name = name
    this.#askedAt = Date.now()
    this.#setAsking()
    const { view, cursor } = this.watch
    this.host.transport.watch({ watch: name, view, ...(cursor && { cursor }) }, (ack) => {
      if (this.name === name && this.#asking) this.#answered(ack)
    })
  }

  // Everybody is told at once when a server restarts: without jitter everybody would also be back at once.
  #askLater(afterMs: number): void {
    clearTimeout(this.#retry)
    this.name = undefined
    this.#setAsking()
    this.#retry = setTimeout(() => this.#ask(), afterMs * (1 + this.host.random()))
  }

  #setAsking(): void {
    this.#asking = true
    this.host.changed(this)
  }

  #heard(continuity: Continuity): void {
    if (continuity === 'repeated') return
    this.#quietSince = Date.now()
    if (continuity === 'broken') {
      this.#ask()
    } else {
      this.#heardAt = this.#quietSince
      this.host.changed(this)
    }
  }
}
