import { z } from 'zod'
import type { Job } from './job.ts'
import { maxTime } from './job-limits.ts'
import type { jobStates } from './job-state.ts'

const name = z.string().min(1).max(100)

/** Which jobs a board shows; every given field must match. */
export const filterSchema = z.strictObject({
  types: z.array(name).max(100).optional(),
  tags: z.array(name).max(100).optional(),
  queues: z.array(name).max(100).optional(),
  /** Submitted by whoever asks. Nobody can name somebody else, so this says nothing about whose the other jobs are. */
  mine: z.literal(true).optional(),
  /** Submitted at this moment or later, in epoch milliseconds. Who wants a window that moves asks anew now and then. */
  since: z.int().min(0).max(maxTime).optional(),
})
export type Filter = z.infer<typeof filterSchema>

const jobId = z.string().min(3).max(320)

/** What a browser may watch. */
export const viewSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('jobs'), ids: z.array(jobId).min(1).max(1000) }),
  z.strictObject({ kind: z.literal('board'), filter: filterSchema.optional(), perState: z.int().min(1).max(200) }),
  z.strictObject({ kind: z.literal('job'), id: jobId, logs: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('ops') }),
  z.strictObject({ kind: z.literal('schedules') }),
])
export type View = z.infer<typeof viewSchema>
export type BoardView = Extract<View, { kind: 'board' }>
/** A view that shows jobs. */
export type JobsView = Exclude<View, { kind: 'ops' | 'schedules' }>

/** Whether `job` belongs to the view, wherever it stands among the newest. Whose it is stands in no job: the server has seen to that. */
export function matchesFilter(
  filter: Filter | undefined,
  job: Pick<Job, 'type' | 'tags' | 'queue' | 'times'>,
): boolean {
  if (filter?.queues && !filter.queues.includes(job.queue)) return false
  if (filter?.since !== undefined && job.times.submittedAt < filter.since) return false
  if (filter?.types && !filter.types.includes(job.type)) return false
  return !filter?.tags || filter.tags.some((tag) => job.tags.includes(tag))
}

/** How many jobs are in each state. */
export type Counts = Record<(typeof jobStates)[number], number>

export const noCounts: Counts = { pending: 0, running: 0, success: 0, failure: 0 }

export const addCounts = (a: Counts, b: Counts): Counts => ({
  pending: a.pending + b.pending,
  running: a.running + b.running,
  success: a.success + b.success,
  failure: a.failure + b.failure,
})
