import { JobNotRetryableError } from '#core/errors.ts'
import { formatJobId, type JobAddress } from '#core/job-id.ts'
import { canRetry } from '#core/job-state.ts'
import { retryInFlow } from '#server/flows/retry-in-flow.ts'
import type { Queues } from '#server/queues.ts'
import { type JobSources, requireJob } from '#server/reader/require-job.ts'
import { bullCode } from './bull-code.ts'
import { requireGone } from './require-gone.ts'

/**
 * Puts a failed job back in line, with its full allowance of attempts; the attempt number goes on counting. In a flow, the children it failed
 * of go with it, and a parent that failed with it waits for it again. Of many who press the button at once one wins. `requireAvailable` refuses
 * types whose jobs would wait for a worker that is not there. Throws what it throws, `JobNotRetryableError` and what `requireJob` throws.
 */
export async function retryJob(
  services: JobSources & { queues: Queues },
  address: JobAddress,
  requireAvailable: (type: string) => void = () => {},
): Promise<void> {
  const { type, parent, children } = await requireRetryable(services, address)
  requireAvailable(type)
  // BullMQ's own retry knows nothing of what the job failed of, nor of what failed with it.
  if (parent !== undefined || children !== undefined) {
    const outcome = await retryInFlow(services.queues, address)
    if (outcome === 'retried') return
    if (outcome !== 'foreign') await requireRetryable(services, address)
  }
  const job = await services.queues.get(address.queue).getJob(address.id)
  if (!job) return requireGone(services, address)
  try {
    await job.retry('failed', { resetAttemptsMade: true })
  } catch (error) {
    // BullMQ's script has the last word: -3 says the job has left the failed set meanwhile, -1 that it is gone.
    const code = bullCode(error)
    if (code === -3 || code === -1) await requireRetryable(services, address)
    throw error
  }
}

async function requireRetryable(services: JobSources, address: JobAddress) {
  const { job } = await requireJob(services, formatJobId(address))
  if (!canRetry(job.state)) throw new JobNotRetryableError(job.id, job.state)
  return job
}
