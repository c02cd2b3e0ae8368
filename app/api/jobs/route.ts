import { submitRequestSchema } from '#core/submit.ts'
import { submitJob } from '#server/commands/submit-job.ts'
import { admitSubmit } from '../admit-submit.ts'
import { handle } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { submitServices } from '../submit-services.ts'
import { idempotencyKeyOf } from './idempotency-key.ts'
import { requireType } from './require-type.ts'
import { submitted } from './submitted.ts'

/** Submits a job. */
export const POST = handle('job.submit', async (request, services, _params, { principal }) => {
  const key = idempotencyKeyOf(request)
  const body = await readJson(request, submitRequestSchema)
  const definition = requireType(body.type)
  await admitSubmit(services, request, principal)
  return submitted(
    services,
    request,
    await submitJob(submitServices(services, principal), principal.id, {
      definition,
      request: body,
      key,
      definitionOf: requireType,
    }),
  )
})
