import { JobNotPromotableError, PlannedRunError } from '#core/promote-errors.ts'
import type { Queues } from '#server/queues.ts'
import { type JobSources, requireJob } from '#server/reader/require-job.ts'
import { bullCode } from './bull-code.ts'
import { requireGone } from './require-gone.ts'

/**
 * Puts a job that waits for its time, or for its next attempt, in line now. Throws `JobNotPromotableError`, `PlannedRunError` and what
 * `requireJob` throws.
 */
export async function promoteJob(services: JobSources & { queues: Queues }, id: string): Promise<void> {
  const { job, address } = await requireJob(services, id)
  const found = await services.queues.get(address.queue).getJob(address.id)
  if (!found) return requireGone(services, address)
  // Its start is what plans the run after it, and that one would have the same time.
  if (found.repeatJobKey && job.attempt.current === 0) throw new PlannedRunError(id, 'Run the schedule itself now.')
  try {
    await found.promote()
  } catch (error) {
    // It does not wait for a time: BullMQ's script knows best.
    if (bullCode(error) === -3) throw notPromotable(id, (await requireJob(services, id)).job)
    throw error
  }
}

const notPromotable = (id: string, { state, ...job }: { state: string; reason?: string }) =>
  new JobNotPromotableError(id, state === 'pending' ? `is pending (${job.reason})` : `is in the ${state} state`)
