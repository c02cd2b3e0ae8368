import type { z } from 'zod'
import { type AnyJobDefinition, keepForSeconds } from '#core/define-job.ts'
import { InvalidInputError } from '#core/errors.ts'
import type { FlowChild } from '#core/flow.ts'
import type { OnFailure } from '#core/flow-limits.ts'
import { type JobAddress, parseJobId } from '#core/job-id.ts'
import type { SubmitRequest } from '#core/submit.ts'
import type { WaybillJobsOptions } from '#server/queues.ts'
import { claimUpload } from '#server/store/job-files.ts'
import { type FileSources, resolveUploads } from './resolve-uploads.ts'

/** A job that holds its files and only needs to be added to its queue. */
export interface PreparedJob {
  address: JobAddress
  data: unknown
  options: WaybillJobsOptions
  /** The jobs it waits for. */
  children?: PreparedChild[]
}

export interface PreparedChild extends PreparedJob {
  onFailure: OnFailure
}

/** What somebody submits, and what the server adds to it. */
export interface JobRequest extends SubmitRequest {
  /** The job this one repeats with another input. */
  retryOf?: string
  /** The jobs it waits for. */
  children?: readonly FlowChild[]
}

export type PrepareServices = FileSources

/** A kind BullMQ does not know: it asks the worker, which has the definition. A function cannot be stored with the job. */
const ownBackoff = 'waybill'

/** A stack trace of more attempts than this is never looked at. */
const keptTraces = 20

/** Checks the input and gives the job its files, which may also be those of the job `earlier`. Throws `InvalidInputError` and `UploadGoneError`. */
export async function prepareJob(
  services: PrepareServices,
  definition: AnyJobDefinition,
  request: JobRequest,
  id: string,
  earlier = request.retryOf === undefined ? undefined : parseJobId(request.retryOf),
): Promise<PreparedJob> {
  const resolved = await resolveUploads(services, request.input, earlier)
  const parsed = definition.input.safeParse(resolved.input)
  if (!parsed.success) throw new InvalidInputError(parsed.error.issues.map(issueOf))
  const address: JobAddress = { queue: request.type, id }
  const options = optionsOf(definition, request, address, definition.label(parsed.data))
  for (const upload of resolved.uploads) {
    await claimUpload(services.paths, address, upload, resolved.holders?.get(upload.uploadId))
  }
  return { address, data: parsed.data, options }
}

function optionsOf(
  definition: AnyJobDefinition,
  { delayMs, priority, tags = [], retryOf }: JobRequest,
  { id }: JobAddress,
  label: string,
): WaybillJobsOptions {
  const { attempts = 1, backoff } = definition.retry ?? {}
  return {
    jobId: id,
    attempts,
    backoff: backoff && { type: ownBackoff },
    delay: delayMs,
    priority: priority ?? definition.priority,
    stackTraceLimit: keptTraces,
    waybill: { v: 1, label: label.slice(0, 300), tags: [...new Set(tags)], keep: keepForSeconds(definition), retryOf },
  }
}

const issueOf = (issue: z.core.$ZodIssue) => ({ path: issue.path.map(String).join('.'), message: issue.message })
