import { JobNotRetryableError, UnknownJobError } from '#core/errors.ts'
import type { JobAddress } from '#core/job-id.ts'
import { canRetry } from '#core/job-state.ts'
import type { Queues } from '#server/queues.ts'
import type { JobReader } from '#server/reader/job-reader.ts'
import { bullCode } from './bull-code.ts'

/**
 * Puts a failed job back in line, with its full allowance of attempts; the attempt number goes on counting. Of many who press the
 * button at once one wins. Throws `UnknownJobError` and `JobNotRetryableError`.
 */
export async function retryJob(
  { queues, reader }: { queues: Queues; reader: JobReader },
  address: JobAddress,
): Promise<void> {
  await requireRetryable(reader, address)
  const job = await queues.get(address.queue).getJob(address.id)
  if (!job) throw new UnknownJobError()
  try {
    await job.retry('failed', { resetAttemptsMade: true })
  } catch (error) {
    // BullMQ's script has the last word: -3 says the job has left the failed set meanwhile, -1 that it is gone.
    const code = bullCode(error)
    if (code === -3 || code === -1) await requireRetryable(reader, address)
    throw error
  }
}

async function requireRetryable(reader: JobReader, { queue, id }: JobAddress): Promise<void> {
  const [job] = (await reader.jobs(queue, [id])).jobs
  if (!job) throw new UnknownJobError()
  if (!canRetry(job.state)) throw new JobNotRetryableError(job.id, job.state)
}
