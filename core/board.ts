import { applyJobEvent } from './fold.ts'
import type { Job } from './job.ts'
import type { JobEvent } from './job-event.ts'
import type { JobState } from './job-state.ts'

/** Jobs by id. The bridge and each browser hold one. */
export type Board = ReadonlyMap<string, Job>

export const emptyBoard: Board = new Map()

export const boardOf = (jobs: readonly Job[]): Board => new Map(jobs.map((job) => [job.id, job]))

/** Folds a batch of events into the board. Returns the same board when nothing changed, so that React can skip the render. */
export function applyJobEvents(board: Board, events: readonly JobEvent[]): Board {
  let next: Map<string, Job> | undefined
  for (const event of events) {
    const known = (next ?? board).get(event.id)
    const job = applyJobEvent(known, event)
    if (job === known) continue
    next ??= new Map(board)
    if (job) next.set(event.id, job)
    else next.delete(event.id)
  }
  return next ?? board
}

/** When a job came into the state it is in: what its column is sorted by, newest first. */
export function columnTime(job: Job): number {
  if (job.state === 'success' || job.state === 'failure') return job.times.finishedAt ?? job.times.submittedAt
  return job.state === 'running' ? (job.times.startedAt ?? job.times.submittedAt) : job.times.submittedAt
}

/**
 * The newest `limit` jobs in `state`. Of jobs of the same moment those that are part of no other come first: a flow is submitted in one, and its
 * children would cover what they belong to. Other ties go by id, so that every reader sees the same order.
 */
export function columnOf(jobs: Iterable<Job>, state: JobState, limit: number): Job[] {
  return [...jobs]
    .filter((job) => job.state === state)
    .sort((a, b) => columnTime(b) - columnTime(a) || rank(a) - rank(b) || (a.id < b.id ? 1 : -1))
    .slice(0, limit)
}

const rank = ({ parent }: Job): number => (parent === undefined ? 0 : 1)
