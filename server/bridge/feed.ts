import { columnOf } from '#core/board.ts'
import type { Job } from '#core/job.ts'
import type { JobEvent } from '#core/job-event.ts'
import { parseJobId, randomId } from '#core/job-id.ts'
import { jobStates } from '#core/job-state.ts'
import type { Cursor } from '#core/protocol.ts'
import { type Counts, matchesFilter } from '#core/view.ts'
import { Broadcast, type FeedSubscriber } from './broadcast.ts'
import { FeedHistory, type Positions } from './feed-history.ts'
import type { Whole } from './outbox.ts'
import { admits, type ScopedView } from './scoped-view.ts'

/** What a feed tells those who watch its view. */
export interface FeedChanges extends Whole {
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
  readonly broadcast = new Broadcast()
  private events: JobEvent[] = []
  private dropped: string[] = []
  private lastCounts: Counts | undefined
  /** Tells this feed's cursors from those of an earlier one, or of another node's: they may hold other jobs. */
  readonly id = randomId()
  readonly history: FeedHistory
  /** Since when nobody watches. */
  leftAt: number | undefined

  constructor(
    readonly view: ScopedView,
    positions: Positions,
  ) {
    this.history = new FeedHistory(positions)
  }

  /** The jobs the view names; none for a board, which takes what comes. */
  get ids(): readonly string[] {
    if (this.view.kind === 'board') return []
    return this.view.kind === 'job' ? [this.view.id] : this.view.ids
  }

  /** Whether those who watch are told the lines of the job's log as well. */
  get hasLogs(): boolean {
    return this.view.kind === 'job' && this.view.logs === true
  }

  /** Whether something that happened to a queue concerns the view. */
  needs(queue: string): boolean {
    return this.view.kind === 'board' || this.ids.some((id) => parseJobId(id)?.queue === queue)
  }

  join(subscriber: FeedSubscriber): void {
    this.broadcast.join(subscriber)
    this.leftAt = undefined
  }

  leave(subscriber: FeedSubscriber, now = Date.now()): void {
    if (this.broadcast.leave(subscriber) && this.broadcast.size === 0) this.leftAt = now
  }

  /** What a browser missed that was told everything up to `cursor`; undefined when only a snapshot can say. */
  since(cursor: Cursor, epoch: string): FeedChanges | undefined {
    // Of another feed it is not known which jobs it had told of, nor that its streams are still the same.
    return cursor.epoch === epoch && cursor.feed === this.id ? this.history.since(cursor.streams) : undefined
  }

  /** Whether a job that is not in the view yet belongs into it, submitted by `owner` as far as anybody can prove. */
  wants(job: Job, owner: string | undefined): boolean {
    if (!admits(this.view, owner)) return false
    return this.view.kind === 'board' ? matchesFilter(this.view.filter, job) : this.ids.includes(job.id)
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

  /** Takes note of new lines of the log. They change no job. */
  takeLines(logged: JobEvent): void {
    this.events.push(logged)
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

  /** The end of a tick: hands on what gathered since the last one, if anything did; `cursor` is how far it goes. */
  flush(counts: Counts | undefined, { epoch, streams }: Cursor): void {
    const newCounts = counts && !sameCounts(counts, this.lastCounts) ? counts : undefined
    if (this.events.length === 0 && this.dropped.length === 0 && !newCounts) return
    const changes = { events: this.events, dropped: this.dropped, counts: newCounts }
    this.events = []
    this.dropped = []
    this.lastCounts = counts
    // Lines can be read again at any time, and would make the history large.
    const events = this.hasLogs ? changes.events.filter((event) => event.type !== 'logged') : changes.events
    if (events.length > 0 || changes.dropped.length > 0) this.history.add({ ...changes, events }, streams)
    this.broadcast.add(changes, { epoch, streams, feed: this.id })
  }
}

const sameCounts = (a: Counts, b: Counts | undefined) =>
  b !== undefined && jobStates.every((state) => a[state] === b[state])
