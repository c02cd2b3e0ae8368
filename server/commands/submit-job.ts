import { setTimeout as pause } from 'node:timers/promises'
import type { FlowAnswer } from '#core/flow.ts'
import type { SubmitAnswer } from '#core/submit.ts'
import { SubmitInProgressError } from '#core/submit-errors.ts'
import { type Submission, type SubmitServices, submitJobs } from './submit-jobs.ts'

/** How long a repetition waits for the request it repeats, in milliseconds: 25, 50, 100, 200 and 400. */
const waits = [25, 50, 100, 200, 400]

/**
 * Submits one job. Once this resolves the job survives any crash. Throws `InvalidInputError`, `UploadGoneError`,
 * `IdempotencyMismatchError`, `SubmitInProgressError`, `RedisUnavailableError`, `InsufficientStorageError`, `SubmitUnknownError`.
 */
export async function submitJob(
  services: SubmitServices,
  principal: string,
  submission: Submission,
): Promise<{ answer: SubmitAnswer | FlowAnswer; replayed: boolean }> {
  for (const wait of [...waits, undefined]) {
    const [submitted] = await submitJobs(services, principal, [submission])
    if (!submitted) break
    if ('answer' in submitted) return submitted
    if (!(submitted.error instanceof SubmitInProgressError) || wait === undefined) throw submitted.error
    await pause(wait)
  }
  throw new Error('A submit came to no end.')
}
