import type { z } from 'zod'
import { type AnyJobDefinition, keepForSeconds } from '#core/define-job.ts'
import { InvalidInputError, RedisUnavailableError, SubmitUnknownError } from '#core/errors.ts'
import { formatJobId, type JobAddress, newJobId } from '#core/job-id.ts'
import type { SubmitAnswer, SubmitRequest } from '#core/submit.ts'
import type { Queues, WaybillJobsOptions } from '#server/queues.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { claimUpload } from '#server/store/job-files.ts'
import { resolveUploads } from './resolve-uploads.ts'

export interface SubmitServices {
  queues: Queues
  paths: DataPaths
  /** Where the samples of job types lie. */
  samplesDir: string
}

/** A stack trace of more attempts than this is never looked at. */
const keptTraces = 20

/**
 * Submits a job: checks the input, gives the job its files, then adds it to its queue. Once this resolves the job survives any
 * crash. Throws `InvalidInputError`, `UploadGoneError`, `RedisUnavailableError`, `SubmitUnknownError`.
 */
export async function submitJob(
  { queues, paths, samplesDir }: SubmitServices,
  definition: AnyJobDefinition,
  request: SubmitRequest,
): Promise<SubmitAnswer> {
  const resolved = await resolveUploads(paths, samplesDir, request.input)
  const parsed = definition.input.safeParse(resolved.input)
  if (!parsed.success) throw new InvalidInputError(parsed.error.issues.map(issueOf))
  const address: JobAddress = { queue: request.type, id: newJobId() }
  for (const upload of resolved.uploads) await claimUpload(paths, address, upload)
  await add(queues, address, parsed.data, optionsOf(definition, request, address, definition.label(parsed.data)))
  const id = formatJobId(address)
  const encoded = encodeURIComponent(id)
  return {
    id,
    url: `/jobs/${encoded}`,
    statusUrl: `/api/jobs/${encoded}`,
    state: 'pending',
    reason: request.delayMs ? 'scheduled' : 'queued',
  }
}

async function add(
  queues: Queues,
  { queue, id }: JobAddress,
  data: unknown,
  options: WaybillJobsOptions,
): Promise<void> {
  try {
    await queues.get(queue).add(queue, data, options)
  } catch (error) {
    // A timeout says nothing about what Redis did; every other failure means it did nothing.
    const unknown = error instanceof Error && /timed out/i.test(error.message)
    throw unknown ? new SubmitUnknownError(formatJobId({ queue, id }), error) : new RedisUnavailableError(error)
  }
}

function optionsOf(
  definition: AnyJobDefinition,
  { delayMs, priority, tags = [] }: SubmitRequest,
  { id }: JobAddress,
  label: string,
): WaybillJobsOptions {
  const { attempts = 1, backoff } = definition.retry ?? {}
  return {
    jobId: id,
    attempts,
    backoff: backoff && { type: backoff.type, delay: backoff.delayMs, jitter: backoff.jitter ?? 0 },
    delay: delayMs,
    priority,
    stackTraceLimit: keptTraces,
    waybill: { v: 1, label: label.slice(0, 300), tags: [...new Set(tags)], keep: keepForSeconds(definition) },
  }
}

const issueOf = (issue: z.core.$ZodIssue) => ({ path: issue.path.map(String).join('.'), message: issue.message })
