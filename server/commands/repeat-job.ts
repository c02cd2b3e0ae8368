import type { AnyJobDefinition } from '#core/define-job.ts'
import { JobNotRetryableError } from '#core/errors.ts'
import type { FlowAnswer } from '#core/flow.ts'
import { canRetry } from '#core/job-state.ts'
import type { RetryRequest, SubmitAnswer } from '#core/submit.ts'
import type { Log } from '#server/log.ts'
import { readInput } from '#server/reader/read-input.ts'
import { type JobSources, requireJob } from '#server/reader/require-job.ts'
import type { RedisClient } from '#server/redis.ts'
import { linkRetry } from './link-retry.ts'
import { submitJob } from './submit-job.ts'
import type { SubmitServices } from './submit-jobs.ts'

export interface Repetition {
  /** The job that failed. */
  id: string
  change: RetryRequest
  /** The same request sent again with the same key is the same job. */
  key?: string
  definitionOf(type: string): AnyJobDefinition
}

export type RepeatServices = SubmitServices & JobSources & { redis: RedisClient; log: Log }

/**
 * Retries a failed job with another input: a new job, which names the old one and is named by it. It has the old one's tags and priority
 * unless others are given, and may use its files. Throws `JobNotRetryableError` and what `requireJob`, `definitionOf` and `submitJob` throw.
 */
export async function repeatJob(
  services: RepeatServices,
  principal: string,
  { id, change, key, definitionOf }: Repetition,
): Promise<{ answer: SubmitAnswer | FlowAnswer; replayed: boolean }> {
  const { job, address } = await requireJob(services, id)
  if (!canRetry(job.state)) throw new JobNotRetryableError(id, job.state)
  const definition = definitionOf(job.type)
  const before = await readInput(services, address)
  const kept = { tags: job.tags, ...('priority' in before && { priority: before.priority }) }
  const request = { ...kept, ...change, type: job.type, input: change.input, retryOf: id }
  const submitted = await submitJob(services, principal, { definition, request, key, definitionOf })
  await linkRetry(services, address, submitted.answer.id).catch((error: unknown) => {
    // The new job is there and names the old one. Who is told that it failed would make another one.
    services.log.warn({ err: error, jobId: id, retriedAs: submitted.answer.id }, 'A job does not name its repetition.')
  })
  return submitted
}
