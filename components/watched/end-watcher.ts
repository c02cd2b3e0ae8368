import type { WatchStore } from '#components/live/watch-store.ts'
import type { Board } from '#core/board.ts'
import type { Job } from '#core/job.ts'
import type { View } from '#core/view.ts'
import type { WatchedJobs } from './watched-jobs.ts'
import { endsOf, nothingWatched, summaryOf, type WatchedSummary } from './watched-summary.ts'

interface Options {
  store: WatchStore
  jobs: WatchedJobs
  isVisible: () => boolean
  /** Calls its listener when somebody comes back to the page. */
  onReturn: (listener: () => void) => () => void
  /** These ended while nobody looked; told once, when somebody is back. */
  onBack: (ended: readonly Job[]) => void
  /** This one ended just now, and nobody looks. */
  onEnd: (job: Job) => void
}

/** Follows the jobs of this browser: how far they are, and which ended while nobody looked. */
export class EndWatcher {
  readonly #listeners = new Set<() => void>()
  #summary = nothingWatched
  #ids: readonly string[] = []
  #view: View | undefined
  /** Those that were seen before their end, so that it was news. */
  readonly #underway = new Set<string>()
  readonly #announced = new Set<string>()
  #leave: (() => void)[] = []
  #unwatch: (() => void) | undefined

  constructor(private readonly options: Options) {}

  readonly read = (): WatchedSummary => this.#summary

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#start()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#stop()
    }
  }

  #start(): void {
    const { jobs, onReturn } = this.options
    this.#leave = [jobs.subscribe(() => this.#follow()), onReturn(() => this.#look())]
    this.#follow()
  }

  #stop(): void {
    for (const leave of this.#leave) leave()
    this.#unwatch?.()
    this.#unwatch = undefined
    this.#ids = []
    this.#view = undefined
  }

  /** Watches what is on the list by now. */
  #follow(): void {
    const ids = this.options.jobs.open()
    if (ids === this.#ids) return
    this.#ids = ids
    const before = this.#unwatch
    this.#view = ids.length > 0 ? { kind: 'jobs', ids: [...ids] } : undefined
    this.#unwatch = this.#view && this.options.store.subscribe(this.#view, () => this.#look())
    before?.()
    this.#look()
  }

  #look(): void {
    const watch = this.#view && this.options.store.watch(this.#view)
    const board = watch?.ready ? watch.jobs() : undefined
    this.#publish(summaryOf(board?.values() ?? []))
    if (board) this.#settle(board)
  }

  #settle(board: Board): void {
    const { ended, missing } = endsOf(this.#ids, board)
    const { jobs, isVisible, onBack, onEnd } = this.options
    for (const job of board.values()) if (!ended.includes(job)) this.#underway.add(job.id)
    if (!isVisible()) {
      const news = ended.filter(({ id }) => !this.#announced.has(id))
      for (const job of news) {
        this.#announced.add(job.id)
        onEnd(job)
      }
      // Somebody has yet to be told of those that ended.
      jobs.settle(missing)
      return
    }
    // Who looks at the page sees what ends there. What ended before was missed; once it is told it is no news any more.
    const missed = ended.filter(({ id }) => this.#announced.has(id) || !this.#underway.has(id))
    for (const { id } of ended) {
      this.#announced.delete(id)
      this.#underway.add(id)
    }
    if (missed.length > 0) onBack(missed)
    jobs.settle([...missing, ...ended.map(({ id }) => id)])
  }

  #publish(summary: WatchedSummary): void {
    if (summary.underway === this.#summary.underway && summary.percent === this.#summary.percent) return
    this.#summary = summary
    for (const listener of this.#listeners) listener()
  }
}
