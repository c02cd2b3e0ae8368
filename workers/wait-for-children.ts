import { type Job, WaitingChildrenError, WaitingError } from 'bullmq'
import { ChildFailedError } from '#core/flow-errors.ts'
import { bullCode } from '#server/commands/bull-code.ts'
import { leaveChildren } from '#server/flows/leave-children.ts'
import type { Queues } from '#server/queues.ts'
import type { AttemptKeeper } from './keep-attempts.ts'

export interface WaitingJob {
  job: Job
  token: string | undefined
  attempt: number
  attempts: AttemptKeeper
  family: { queues: Pick<Queues, 'redis' | 'prefix'> }
}

/**
 * Gives the worker back until the job's children have ended: throws what tells BullMQ that the job has been moved. Resolves only when a
 * child failed meanwhile that the job cannot do without, to what the job fails of.
 */
export async function waitForChildren({
  job,
  token,
  attempt,
  attempts,
  family,
}: WaitingJob): Promise<ChildFailedError> {
  // Before the move: afterwards another worker may have begun the next attempt.
  await attempts.waited()
  try {
    const isMoved = await job.moveToWaitingChildren(token ?? '')
    if (isMoved) throw new WaitingChildrenError()
  } catch (error) {
    if (bullCode(error) !== -9) throw error
    const { failed = 'of this job' } = await leaveChildren(
      family.queues,
      { queue: job.queueName, id: String(job.id) },
      attempt,
    )
    return new ChildFailedError(failed)
  }
  // They have ended meanwhile.
  await job.moveToWait(token)
  throw new WaitingError()
}
