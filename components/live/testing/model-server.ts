import { applyJobEvents, type Board, boardOf, emptyBoard } from '#core/board.ts'
import type { JobEvent } from '#core/job-event.ts'
import type { Changes, Cursor, Mark, Reset, WatchAck, WatchRequest } from '#core/protocol.ts'
import type { WatchListener, WatchTransport } from '../watch-transport.ts'

type Message =
  | { kind: 'ack'; answer: (ack: WatchAck) => void; ack: WatchAck }
  | { kind: 'changes'; changes: Changes }
  | { kind: 'mark'; mark: Mark }
  | { kind: 'reset'; reset: Reset }

/** What one watch was told: `n` messages, up to the event number `at`. */
interface Told {
  n: number
  at: number
}

const answerTimeoutMs = 10_000

/** A server in memory that follows the protocol, and the wire between it and one browser, on which anything can go wrong. */
export class ModelServer implements WatchTransport {
  listener: WatchListener | undefined
  isConnected = false
  /** What is under way to the browser. */
  wire: Message[] = []
  #lag = 0
  #isRefusing = false
  #epoch = 1
  #log: JobEvent[] = []
  #replayFrom = 0
  readonly #watches = new Map<string, Told>()

  connect(listener: WatchListener): void {
    this.listener = listener
  }

  watch({ watch, cursor }: WatchRequest, answer: (ack: WatchAck | undefined) => void): void {
    setTimeout(() => answer(undefined), answerTimeoutMs)
    this.wire.push({ kind: 'ack', answer, ack: this.#open(watch, cursor) })
  }

  unwatch(watch: string): void {
    this.#watches.delete(watch)
  }

  close(): void {}

  get epoch(): string {
    return `epoch ${this.#epoch}`
  }

  /** What a browser that knows everything shows. */
  board(at = this.#log.length): Board {
    return applyJobEvents(emptyBoard, this.#log.slice(0, at))
  }

  /** A fact about a job; like the real server, it tells nobody of what changes nothing. */
  happens(event: JobEvent): void {
    const version = `${this.#log.length + 1}-0`
    // The queue's name says from which epoch a job is, so that a test can tell.
    const fact: JobEvent =
      event.type === 'submitted'
        ? { ...event, version, job: { ...event.job, version, queue: this.epoch } }
        : { ...event, version }
    const board = this.board()
    if (applyJobEvents(board, [fact]) !== board) this.#log.push(fact)
  }

  flush(): void {
    const at = this.#log.length
    for (const [watch, told] of this.#watches) {
      if (told.at === at) continue
      const events = coalesced(this.#log.slice(told.at))
      told.n += 1
      told.at = at
      this.wire.push({ kind: 'changes', changes: { watch, n: told.n, cursor: this.#cursor(at), events } })
    }
  }

  mark(): void {
    for (const [watch, { n, at }] of this.#watches) {
      this.wire.push({ kind: 'mark', mark: { watch, n, cursor: this.#cursor(at), now: Date.now() } })
    }
  }

  reset(reason: Reset['reason']): void {
    for (const watch of this.#watches.keys()) {
      this.wire.push({ kind: 'reset', reset: { watch, reason, afterMs: 0 } })
    }
    this.#watches.clear()
  }

  /** Everything is lost, and the numbers begin anew. */
  flushAll(): void {
    this.#epoch += 1
    this.#log = []
    this.#replayFrom = 0
    this.reset('epoch')
  }

  /** From now on questions go to a node that has not read this many of the newest events yet. */
  lagBy(events: number): void {
    this.#lag = events
  }

  refuse(isRefusing: boolean): void {
    this.#isRefusing = isRefusing
  }

  /** Older events than these cannot be replayed any more. */
  trim(): void {
    this.#replayFrom = this.#log.length
  }

  setConnected(isConnected: boolean): void {
    if (this.isConnected === isConnected) return
    this.isConnected = isConnected
    this.wire = []
    this.#watches.clear()
    if (isConnected) this.listener?.connected()
    else this.listener?.disconnected()
  }

  deliver(count = Number.POSITIVE_INFINITY): void {
    for (let i = 0; i < count && this.wire.length > 0; i += 1) {
      const message = this.wire.shift()
      if (message?.kind === 'ack') message.answer(message.ack)
      if (message?.kind === 'changes') this.listener?.changes(message.changes)
      if (message?.kind === 'mark') this.listener?.mark(message.mark)
      if (message?.kind === 'reset') this.listener?.reset(message.reset)
    }
  }

  #open(watch: string, cursor: Cursor | undefined): WatchAck {
    if (this.#isRefusing) return { ok: false, code: 'redis_unavailable', detail: 'Later.' }
    const at = Math.max(0, this.#log.length - this.#lag)
    const from = cursor?.epoch === this.epoch ? Number(cursor.streams.mail?.split('-')[0]) : Number.NaN
    const isReplay = from >= this.#replayFrom && from <= at
    this.#watches.set(watch, { n: 0, at: isReplay ? from : at })
    const now = Date.now()
    // The cursor of the end: a browser that took a replay for done would show it.
    if (isReplay) return { ok: true, mode: 'replay', cursor: this.#cursor(at), now }
    return { ok: true, mode: 'snapshot', cursor: this.#cursor(at), jobs: [...this.board(at).values()], now }
  }

  #cursor(at: number): Cursor {
    return { epoch: this.epoch, streams: { mail: `${at}-0` } }
  }
}

/** Progress that is followed by progress need not be told. */
const coalesced = (events: readonly JobEvent[]): JobEvent[] =>
  events.filter((event, i) => {
    const next = events.slice(i + 1).find(({ id }) => id === event.id)
    return event.type !== 'progressed' || next?.type !== 'progressed'
  })

/** The same jobs, in an order of their own. */
export const sortedJobs = (board: Board | undefined) =>
  [...(board ?? boardOf([])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
