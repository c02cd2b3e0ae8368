import type { AnyJobDefinition } from '#core/define-job.ts'
import { formatJobId, newJobId } from '#core/job-id.ts'
import { UnknownScheduleError } from '#core/schedule-errors.ts'
import type { SubmitAnswer } from '#core/submit.ts'
import { SubmitInProgressError, SubmitUnknownError } from '#core/submit-errors.ts'
import { addJobs } from '#server/commands/add-jobs.ts'
import type { PreparedJob } from '#server/commands/prepare-job.ts'
import type { Begun, Idempotency } from '#server/idempotency/idempotency.ts'
import { prepareTemplate } from './prepare-template.ts'
import type { ScheduleServices } from './schedule-services.ts'

export interface RunRequest {
  id: string
  principal: string
  /** Sent again with the same key, it is the same run. */
  key?: string
}

/**
 * Submits the job of a schedule now, whether it is paused or not; its plan stays as it is. Throws `UnknownScheduleError`, and what a
 * submit throws.
 */
export async function runSchedule(
  services: ScheduleServices,
  definitionOf: (type: string) => AnyJobDefinition,
  { id, principal, key }: RunRequest,
): Promise<{ answer: SubmitAnswer; replayed: boolean }> {
  const { schedules, queues, idempotency, ownership } = services
  const [known, kept] = await Promise.all([schedules.get(id), schedules.template(id)])
  if (!known || !kept) throw new UnknownScheduleError()
  const { type, name, tags, priority } = known.record
  const request = { type, input: kept.data, tags, priority }
  // Who runs it by hand has submitted this one.
  const template = await prepareTemplate(services, definitionOf(type), request, { id, name }, undefined)
  // The same key for another schedule is another key.
  const owner = key === undefined ? undefined : { principal: `${principal} ${id}`, key }
  const begun = await begin(idempotency, owner)
  if (!('id' in begun)) throw new SubmitInProgressError()
  const address = { queue: type, id: begun.id }
  if (begun.verdict === 'done') return { answer: answerOf(formatJobId(address)), replayed: true }
  const prepared: PreparedJob = { address, data: template.data, options: { ...template.options, jobId: begun.id } }
  const job = ownership.mark(principal, prepared)
  const noting = ownership.note(principal, [job]).catch(() => {}) // where that cannot be written, the job hardly can
  // What was added under this id already stays as it is.
  const failures = await addJobs(queues, [job])
  await noting
  const ended = owner ? [{ ...owner, id: begun.id }] : []
  if (!failures.has(job)) {
    // Nobody waits for this: a key that is not marked only makes a repetition look for the job.
    idempotency.end(ended, 'done').catch(() => {})
    return { answer: answerOf(formatJobId(address)), replayed: false }
  }
  const error = failures.get(job)
  const isUndone = begun.verdict === 'new' && !(error instanceof SubmitUnknownError)
  // A key that stays taken is free again once its lease is over.
  if (isUndone) await idempotency.end(ended, 'undone').catch(() => {})
  throw error
}

async function begin(idempotency: Idempotency, owner: { principal: string; key: string } | undefined): Promise<Begun> {
  const fresh: Begun = { verdict: 'new', id: newJobId() }
  if (!owner) return fresh
  const [begun = fresh] = await idempotency.begin([{ ...owner, request: 'run' }])
  return begun
}

function answerOf(id: string): SubmitAnswer {
  const encoded = encodeURIComponent(id)
  return { id, url: `/jobs/${encoded}`, statusUrl: `/api/jobs/${encoded}`, state: 'pending', reason: 'queued' }
}
