import { parseJobId } from '#core/job-id.ts'
import { addCounts, type Counts, type JobsView, noCounts } from '#core/view.ts'
import type { Log } from '#server/log.ts'
import type { JobReader, QueueSnapshot } from '#server/reader/job-reader.ts'

export interface ViewReaderOptions {
  reader: JobReader
  queues: readonly string[]
  log: Log
}

/** A board with tags looks for its jobs among so many of the newest: as many as one script may read. */
const mostPerState = 200

/** Reads what views show, and remembers how many jobs each queue had when it was last read. */
export class ViewReader {
  private readonly counts = new Map<string, Counts>()

  constructor(private readonly options: ViewReaderOptions) {}

  /** Everything a view shows, queue by queue. A job of a queue that is not followed is not there. */
  async view(view: JobsView): Promise<QueueSnapshot[]> {
    const snapshots = await Promise.all(this.readingsOf(view))
    for (const { queue, counts } of snapshots) this.counts.set(queue, counts)
    return snapshots
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
  countsOf(view: JobsView): Counts | undefined {
    // Tags cross the queues; only who reads all jobs could count them.
    if (view.kind !== 'board' || view.filter?.tags) return undefined
    return this.ofTypes(view.filter?.types)
      .map((queue) => this.counts.get(queue) ?? noCounts)
      .reduce(addCounts, noCounts)
  }

  private readingsOf(view: JobsView): Promise<QueueSnapshot>[] {
    const { reader, queues } = this.options
    if (view.kind === 'board') {
      const { types, tags } = view.filter ?? {}
      // Redis has no index of tags.
      const perState = tags ? mostPerState : view.perState
      return this.ofTypes(types).map((queue) => reader.newest(queue, perState))
    }
    const ids = view.kind === 'job' ? [view.id] : view.ids
    const addresses = ids.flatMap((id) => parseJobId(id) ?? [])
    const needed = queues.filter((queue) => addresses.some((address) => address.queue === queue))
    const idsIn = (queue: string) => addresses.filter((address) => address.queue === queue).map(({ id }) => id)
    return needed.map((queue) => reader.jobs(queue, idsIn(queue)))
  }

  /** Each type has a queue of its name. */
  private ofTypes(types: readonly string[] | undefined): readonly string[] {
    return this.options.queues.filter((queue) => types?.includes(queue) ?? true)
  }
}
