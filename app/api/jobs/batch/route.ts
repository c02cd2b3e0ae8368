import { BadRequestError } from '#core/errors.ts'
import { batchRequestSchema } from '#core/submit.ts'
import { admitSubmit } from '../../admit-submit.ts'
import { handle, json } from '../../handle.ts'
import { readJson } from '../../read-json.ts'
import { submitServices } from '../../submit-services.ts'
import { submitBatch } from './submit-batch.ts'

/** A batch may be larger than a single job. */
const batchLimits = { maxBytes: 4 * 2 ** 20, maxItems: 200_000 }

/** Submits up to 1,000 jobs; a bad one harms only itself. */
export const POST = handle('job.submit', async (request, services, _params, { principal }) => {
  // Ignored, it would promise what it does not keep.
  if (request.headers.has('idempotency-key')) {
    throw new BadRequestError(
      'idempotency_key',
      'Give each job of a batch an idempotencyKey of its own.',
      'Idempotency-Key',
    )
  }
  const { jobs } = await readJson(request, batchRequestSchema, batchLimits)
  await admitSubmit(services, request, principal, jobs.length)
  const results = await submitBatch(submitServices(services, principal), principal.id, jobs)
  return json({ results }, { status: 202 })
})
