import { z } from 'zod'
import { type Job, jobSchema } from './job.ts'
import { failureReasons } from './job-state.ts'

/** What is still known of a job after its time. Times are epoch milliseconds. */
export const tombstoneSchema = z.object({
  type: z.string(),
  label: z.string(),
  state: z.enum(['success', 'failure']),
  reason: z.enum(failureReasons).optional(),
  times: jobSchema.options[0].shape.times,
  expiredAt: z.number(),
})
export type Tombstone = z.infer<typeof tombstoneSchema>

/** The longest label that is remembered: there may be many tombstones. */
const maxLabel = 120

/** What will be remembered of a job; undefined while it has not ended. */
export function tombstoneOf(job: Job, expiredAt: number): Tombstone | undefined {
  if (job.state !== 'success' && job.state !== 'failure') return undefined
  const { type, state, times } = job
  const label = [...job.label].slice(0, maxLabel).join('')
  return { type, label, state, ...(job.state === 'failure' && { reason: job.reason }), times, expiredAt }
}
