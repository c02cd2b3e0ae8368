import type { Job } from '#core/job.ts'
import type { JobEvent } from '#core/job-event.ts'
import { formatJobId, parseJobId } from '#core/job-id.ts'
import { isFinished } from '#core/job-state.ts'
import { keptUntil } from '#core/kept-until.ts'
import { isSame } from '#core/same.ts'
import { pinnedEvent } from '#server/retention/pinned-event.ts'
import type { TailEntry } from '#server/tail/event-tail.ts'

/** Children may end in their hundreds a second; people read counts a few times a second at the most. */
export const countEveryMs = 100

/** What may make one child more or less, or end one. */
const counting = new Set([
  ...['added', 'waiting', 'waiting-children', 'completed', 'failed', 'removed', 'expired', 'cleaned', pinnedEvent],
])

/** After these a job cannot be asked who its parent was, if it was not kept. */
const ending = new Set(['completed', 'failed', 'removed', 'expired', 'cleaned'])

/**
 * Notes which watched jobs must be looked at again because of what happened in their family, which is told in other queues, or nowhere: the
 * counts of a parent, and how long a child is kept once its parent has ended. Costs nothing while no job with a family is watched.
 */
export class Families {
  private stale = new Set<string>()

  /** `jobs` are all that somebody watches. */
  constructor(private readonly jobs: ReadonlyMap<string, Job>) {}

  /** Takes note of events and of the jobs they are about, as they were read. True when something is to be looked at. */
  note(queue: string, entries: readonly TailEntry[], read: (id: string) => Job | undefined): boolean {
    for (const { fields } of entries) {
      const event = fields.event ?? ''
      if (!counting.has(event)) continue
      const id = formatJobId({ queue, id: fields.jobId ?? '' })
      const job = read(id) ?? this.jobs.get(id)
      if (job?.parent !== undefined) this.look(job.parent)
      if (!job && ending.has(event)) this.lookIf(({ children }) => children !== undefined)
      // How long children are kept depends on their parent.
      if (job?.children) this.lookIf(({ parent }) => parent === id)
    }
    return this.stale.size > 0
  }

  /** Looks again at whatever may have been missed: queues that nobody follows may hold children too. */
  noteAll(): boolean {
    this.lookIf(({ children }) => children !== undefined && children.done + children.failed < children.total)
    this.lookIf((job) => job.parent !== undefined && isFinished(job.state) && keptUntil(job) === undefined)
    return this.stale.size > 0
  }

  /** BullMQ's ids of the jobs to be looked at, by their queues. */
  take(): Map<string, string[]> {
    const queues = new Map<string, string[]>()
    for (const id of this.stale) {
      const address = this.jobs.has(id) ? parseJobId(id) : undefined
      if (address) queues.set(address.queue, [...(queues.get(address.queue) ?? []), address.id])
    }
    this.stale = new Set()
    return queues
  }

  look(id: string): void {
    if (this.jobs.has(id)) this.stale.add(id)
  }

  private lookIf(isMeant: (job: Job) => boolean): void {
    for (const job of this.jobs.values()) if (isMeant(job)) this.stale.add(job.id)
  }
}

/** The event that tells the counts of a job's children; undefined when they are the same. */
export function newCounts(known: Job | undefined, { id, children }: Job): JobEvent | undefined {
  if (!known || isSame(known.children, children)) return undefined
  return { type: 'counted', id, version: known.version, attempt: known.attempt.current, children }
}
