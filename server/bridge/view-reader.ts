import { columnOf } from '#core/board.ts'
import { parseJobId } from '#core/job-id.ts'
import { jobStates } from '#core/job-state.ts'
import { addCounts, type BoardView, type Counts, type Filter, matchesFilter, noCounts } from '#core/view.ts'
import type { OwnJobs } from '#server/auth/own-jobs.ts'
import type { Log } from '#server/log.ts'
import type { JobReader, QueueSnapshot } from '#server/reader/job-reader.ts'
import type { ScopedView } from './scoped-view.ts'

export interface ViewReaderOptions {
  reader: JobReader
  /** Without it nobody has jobs of their own. */
  ownJobs?: Pick<OwnJobs, 'newest'>
  queues: readonly string[]
  log: Log
}

/** A board with tags or a time looks for its jobs among so many of the newest: as many as one script may read. */
const mostPerState = 200

/** Reads what views show, and remembers how many jobs each queue had when it was last read. */
export class ViewReader {
  private readonly counts = new Map<string, Counts>()

  constructor(private readonly options: ViewReaderOptions) {}

  /** Everything a view shows, queue by queue. A job of a queue that is not followed is not there. */
  async view(view: ScopedView): Promise<QueueSnapshot[]> {
    const isOwnBoard = view.kind === 'board' && view.owner !== undefined
    const snapshots = await Promise.all(isOwnBoard ? await this.ownReadings(view, view.owner) : this.readingsOf(view))
    for (const { queue, counts } of snapshots) this.counts.set(queue, counts)
    return isOwnBoard ? newestOf(snapshots, view) : snapshots
  }

  /** Some jobs of a queue, by BullMQ's ids; undefined when Redis does not answer. */
  async jobs(queue: string, ids: string[]): Promise<QueueSnapshot | undefined> {
    try {
      const snapshot = await this.options.reader.jobs(queue, ids)
      this.counts.set(queue, snapshot.counts)
      return snapshot
    } catch (error) {
      this.options.log.warn({ err: error, queue }, 'A queue could not be read.')
      return undefined
    }
  }

  /** Counts the jobs of every queue anew. */
  async recount(): Promise<void> {
    await Promise.all(this.options.queues.map((queue) => this.jobs(queue, [])))
  }

  /** What was counted is of other data. */
  forget(): void {
    this.counts.clear()
  }

  /** The counts a view shows, from those of the queues. */
  countsOf(view: ScopedView): Counts | undefined {
    // Tags, times and owners cross the queues; only who reads all jobs could count them.
    if (view.kind !== 'board' || isSifted(view.filter) || view.owner !== undefined) return undefined
    return this.queuesOf(view.filter)
      .map((queue) => this.counts.get(queue) ?? noCounts)
      .reduce(addCounts, noCounts)
  }

  private readingsOf(view: ScopedView): Promise<QueueSnapshot>[] {
    const { reader } = this.options
    if (view.kind === 'board') {
      // Redis has no index of tags, nor one by when jobs were submitted.
      const perState = isSifted(view.filter) ? mostPerState : view.perState
      return this.queuesOf(view.filter).map((queue) => reader.newest(queue, perState))
    }
    return this.readingsById(view.kind === 'job' ? [view.id] : view.ids)
  }

  private async ownReadings(view: BoardView, owner: string): Promise<Promise<QueueSnapshot>[]> {
    const queues = this.queuesOf(view.filter)
    const ids = (await this.options.ownJobs?.newest(owner)) ?? []
    return this.readingsById(ids.filter((id) => queues.includes(parseJobId(id)?.queue ?? '')))
  }

  private readingsById(ids: readonly string[]): Promise<QueueSnapshot>[] {
    const { reader, queues } = this.options
    const addresses = ids.flatMap((id) => parseJobId(id) ?? [])
    const needed = queues.filter((queue) => addresses.some((address) => address.queue === queue))
    const idsIn = (queue: string) => addresses.filter((address) => address.queue === queue).map(({ id }) => id)
    return needed.map((queue) => reader.jobs(queue, idsIn(queue)))
  }

  /** Each type has a queue of its name. */
  private queuesOf({ types, queues }: Filter = {}): readonly string[] {
    return this.options.queues.filter((queue) => (types?.includes(queue) ?? true) && (queues?.includes(queue) ?? true))
  }
}

/** As many jobs of each state as a board shows, the newest of all queues that its filter lets through. */
function newestOf(snapshots: readonly QueueSnapshot[], { filter, perState }: BoardView): QueueSnapshot[] {
  const jobs = snapshots.flatMap((snapshot) => snapshot.jobs.filter((job) => matchesFilter(filter, job)))
  const shown = new Set(jobStates.flatMap((state) => columnOf(jobs, state, perState)))
  return snapshots.map((snapshot) => ({ ...snapshot, jobs: snapshot.jobs.filter((job) => shown.has(job)) }))
}

/** Whether jobs that match have to be looked for among those that do not. */
const isSifted = (filter: Filter | undefined) => filter?.tags !== undefined || filter?.since !== undefined
