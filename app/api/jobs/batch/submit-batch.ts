import { errorStatus, InvalidInputError, WaybillError } from '#core/errors.ts'
import { type BatchError, type BatchResult, batchItemSchema } from '#core/submit.ts'
import { type Submission, type SubmitServices, type Submitted, submitJobs } from '#server/commands/submit-jobs.ts'
import { parseFields } from '#server/decode/parse-fields.ts'
import type { Services } from '../../../services.ts'
import { requireType } from '../require-type.ts'

/**
 * Submits what can be submitted and says of each job what became of it. When none was taken and the server is to blame for it,
 * throws its error instead: there is nothing to read in the answer but that.
 */
export async function submitBatch(
  services: SubmitServices & Pick<Services, 'log'>,
  principal: string,
  items: readonly unknown[],
): Promise<BatchResult[]> {
  const read = items.map(submissionOf)
  const submissions = read.flatMap((item) => ('error' in item ? [] : [item]))
  const outcomes = (await submitJobs(services, principal, submissions)).values()
  const submitted = read.map((item): Submitted => {
    const outcome = 'error' in item ? item : outcomes.next().value
    return outcome ?? { error: new Error('A job of the batch was left without an outcome.') }
  })
  const [first] = submitted
  if (first && 'error' in first && submitted.every(isOurs)) throw first.error
  return submitted.map((each) => resultOf(each, services))
}

function submissionOf(item: unknown): Submission | { error: WaybillError } {
  try {
    const { idempotencyKey: key, ...request } = parseFields(item, batchItemSchema)
    return { definition: requireType(request.type), request, key, definitionOf: requireType }
  } catch (error) {
    if (error instanceof WaybillError) return { error }
    throw error
  }
}

const isOurs = (submitted: Submitted) =>
  'error' in submitted && (!(submitted.error instanceof WaybillError) || errorStatus[submitted.error.code] >= 500)

function resultOf(submitted: Submitted, { log }: Pick<Services, 'log'>): BatchResult {
  if ('answer' in submitted) {
    const { id } = submitted.answer
    return submitted.replayed ? { id, replayed: true } : { id }
  }
  const { error } = submitted
  if (!(error instanceof WaybillError)) {
    log.error({ err: error }, 'A job of a batch failed unexpectedly.')
    const detail = 'Something went wrong on our side. Send this job again with the same idempotency key.'
    return { error: { code: 'internal', detail } }
  }
  const { code, message: detail, field } = error
  const issues = error instanceof InvalidInputError ? error.issues.slice(0, 20) : undefined
  return { error: { code, detail, field, issues } satisfies BatchError }
}
