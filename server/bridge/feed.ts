import { columnOf } from '#core/board.ts'
import type { Job } from '#core/job.ts'
import type { JobEvent } from '#core/job-event.ts'
import { parseJobId } from '#core/job-id.ts'
import { jobStates } from '#core/job-state.ts'
import { type Counts, matchesFilter, type View } from '#core/view.ts'

/** What a feed tells those who watch its view. */
export interface FeedChanges {
  events: JobEvent[]
  dropped: string[]
  counts?: Counts
}

/**
 * One view that somebody watches; all who watch the same view share it. Knows which jobs are in the view, and gathers what happens
 * to them until the end of a tick.
 */
export class Feed {
  readonly members = new Set<string>()
  readonly subscribers = new Set<FeedSubscriber>()
  private events: JobEvent[] = []
  private dropped: string[] = []
  private lastCounts: Counts | undefined

  constructor(readonly view: View) {}

  /** The queues the view needs, or undefined for all. */
  get queues(): string[] | undefined {
    if (this.view.kind === 'board') return undefined
    const ids = this.view.kind === 'job' ? [this.view.id] : this.view.ids
    return [...new Set(ids.flatMap((id) => parseJobId(id)?.queue ?? []))]
  }

  /** Whether a job that is not in the view yet belongs into it. */
  wants(job: Job): boolean {
    if (this.view.kind === 'board') return matchesFilter(this.view.filter, job)
    return this.view.kind === 'job' ? this.view.id === job.id : this.view.ids.includes(job.id)
  }

  /** Takes note of an event of a member, or of the event that makes `job` one. */
  take(event: JobEvent, job: Job | undefined): void {
    if (job && !this.members.has(job.id)) {
      this.members.add(job.id)
      this.events.push({ type: 'submitted', id: job.id, version: job.version, attempt: job.attempt.current, job })
    } else {
      this.events.push(event)
    }
    if (!job) this.members.delete(event.id)
  }

  /**
   * Lets go of the oldest jobs of columns that have grown to twice of what the view shows: bounded, without sorting on
   * every arrival. Returns their ids.
   */
  trim(jobs: ReadonlyMap<string, Job>): string[] {
    if (this.view.kind !== 'board') return []
    const { perState } = this.view
    if (this.members.size <= 2 * perState) return []
    const members = [...this.members].flatMap((id) => jobs.get(id) ?? [])
    const oldest = jobStates.flatMap((state) => {
      const column = columnOf(members, state, Number.POSITIVE_INFINITY)
      return column.length > 2 * perState ? column.slice(perState) : []
    })
    const ids = oldest.map((job) => job.id)
    for (const id of ids) this.members.delete(id)
    this.dropped.push(...ids)
    return ids
  }

  /** Hands over what gathered since the last time, if anything did. */
  flush(counts: Counts | undefined): FeedChanges | undefined {
    const newCounts = counts && !sameCounts(counts, this.lastCounts) ? counts : undefined
    if (this.events.length === 0 && this.dropped.length === 0 && !newCounts) return undefined
    const changes = { events: this.events, dropped: this.dropped, counts: newCounts }
    this.events = []
    this.dropped = []
    this.lastCounts = counts
    return changes
  }
}

export interface FeedSubscriber {
  changes(changes: FeedChanges): void
  /** The feed has ended; nothing follows. */
  reset(reason: 'gap' | 'epoch' | 'restart'): void
}

const sameCounts = (a: Counts, b: Counts | undefined) =>
  b !== undefined && jobStates.every((state) => a[state] === b[state])
