import { reasonOf } from '#components/api/ask.ts'
import type { WatchStore } from '#components/live/watch-store.ts'
import { keptLogLines, type LogLine } from '#core/log-line.ts'
import type { View } from '#core/view.ts'
import type { FetchLog, LogPlace } from './fetch-log.ts'
import { type LogBlock, LogBook, type LogHole } from './log-book.ts'

/** What is known of a job's log. */
export interface LogState {
  /** `loading` until the last lines have been fetched once. */
  state: 'loading' | 'here' | 'refused'
  /** Why something could not be fetched, in a sentence. */
  reason?: string
  blocks: readonly LogBlock[]
  count: number
  hasOlder: boolean
  isFetchingOlder: boolean
}

interface Options {
  fetchLog: FetchLog
  /** A flood is faster than anybody reads: holes are filled at most this often. */
  fillEveryMs?: number
}

const firstLines = 200
const linesPerFetch = 1_000
const olderLines = 500

/** The log of one job: begins with the last lines, goes on with what the socket tells, and fetches what that leaves out. */
export class JobLog {
  readonly #view: View
  readonly #listeners = new Set<() => void>()
  readonly #options: Required<Options>
  #book = new LogBook()
  #told: readonly LogLine[] = []
  #state: LogState = { state: 'loading', blocks: [], count: 0, hasOlder: false, isFetchingOlder: false }
  #hasEverything = false
  #isFilling = false
  #pause: ReturnType<typeof setTimeout> | undefined
  #leave: (() => void) | undefined

  constructor(
    private readonly id: string,
    private readonly store: Pick<WatchStore, 'subscribe' | 'watch'>,
    options: Options,
  ) {
    this.#view = { kind: 'job', id, logs: true }
    this.#options = { fillEveryMs: 250, ...options }
  }

  /** Watches the log as long as somebody listens. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (!this.#leave) {
      this.#leave = this.store.subscribe(this.#view, () => this.#hear())
      void this.#begin()
    }
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      clearTimeout(this.#pause)
      this.#pause = undefined
      this.#leave?.()
      this.#leave = undefined
    }
  }

  /** The same object until something changes. */
  read = (): LogState => this.#state

  /** Tries again what was refused. */
  retry = (): void => {
    if (this.#state.state === 'refused') void this.#begin()
    else this.#fill()
  }

  /** Fetches lines from before those that are here. */
  older = async (): Promise<void> => {
    const { first } = this.#book
    if (first === undefined || this.#state.isFetchingOlder) return
    this.#publish({ isFetchingOlder: true })
    const after = Math.max(0, first - 1 - olderLines)
    const lines = await this.#ask({ after, limit: first - 1 - after })
    const older = lines?.filter((line) => line.seq < first)
    // What is no longer kept is answered with what comes after it.
    if (older) this.#hasEverything = after === 0 || older[0]?.seq !== after + 1
    if (older) this.#take(older)
    this.#publish({ isFetchingOlder: false })
  }

  async #begin(): Promise<void> {
    this.#publish({ state: 'loading', reason: undefined })
    const lines = await this.#ask({ tail: firstLines })
    if (!lines) return this.#publish({ state: 'refused' })
    if (lines.length === 0 && this.#book.count === 0) this.#book.beginAtTheStart()
    this.#take(lines)
    this.#publish({ state: 'here' })
    this.#fill()
  }

  #hear(): void {
    const told = this.store.watch(this.#view)?.lines ?? []
    if (told === this.#told) return
    const last = this.#told.at(-1)
    this.#told = told
    // What was heard before may be of a log that another one has replaced since.
    this.#take(last ? told.slice(told.lastIndexOf(last) + 1) : told)
    this.#fill()
  }

  #take(lines: readonly LogLine[]): void {
    if (!this.#book.add(lines)) {
      // Another job came under this id, and its numbers begin anew.
      this.#book = new LogBook()
      this.#hasEverything = false
      this.#book.add(lines)
      if (this.#state.state === 'here') void this.#begin()
    }
    this.#publish({})
  }

  /** Fetches what is missing between lines, one hole after the other. */
  #fill(): void {
    const hole = this.#book.hole()
    if (!hole || this.#isFilling || this.#pause || this.#state.state !== 'here' || !this.#leave) return
    this.#isFilling = true
    void this.#fillHole(hole).then((isFilled) => {
      this.#isFilling = false
      if (!isFilled || !this.#leave) return
      this.#pause = setTimeout(() => {
        this.#pause = undefined
        this.#fill()
      }, this.#options.fillEveryMs)
    })
  }

  async #fillHole({ after, before }: LogHole): Promise<boolean> {
    const book = this.#book
    // Nobody keeps more lines than that.
    const from = Math.max(after, (book.last ?? before) - keptLogLines)
    const lines = await this.#ask({ after: from, limit: Math.max(1, Math.min(linesPerFetch, before - from - 1)) })
    if (!lines || book !== this.#book) return lines !== undefined
    const within = lines.filter((line) => line.seq < before)
    const next = within[0]?.seq ?? before
    if (next > after + 1) book.settle({ after, before: next })
    this.#take(within)
    return true
  }

  async #ask(place: LogPlace): Promise<LogLine[] | undefined> {
    try {
      const lines = await this.#options.fetchLog(this.id, place)
      if (this.#state.reason) this.#publish({ reason: undefined })
      return lines
    } catch (error) {
      this.#publish({ reason: reasonOf(error) })
      return undefined
    }
  }

  #publish(change: Partial<LogState>): void {
    const { first, count } = this.#book
    const hasOlder = first !== undefined && first > 1 && !this.#hasEverything && count < keptLogLines
    this.#state = { ...this.#state, ...change, blocks: this.#book.blocks(), count, hasOlder }
    for (const listener of this.#listeners) listener()
  }
}
