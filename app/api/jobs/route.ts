import { submitRequestSchema } from '#core/submit.ts'
import { submitJob } from '#server/commands/submit-job.ts'
import { principalOf } from '../../principal.ts'
import { admitSubmit } from '../admit-submit.ts'
import { handle } from '../handle.ts'
import { readJson } from '../read-json.ts'
import { idempotencyKeyOf } from './idempotency-key.ts'
import { requireType } from './require-type.ts'
import { submitted } from './submitted.ts'

/** Submits a job. */
export const POST = handle(async (request, services) => {
  const key = idempotencyKeyOf(request)
  const body = await readJson(request, submitRequestSchema)
  const definition = requireType(body.type)
  await admitSubmit(services, request)
  return submitted(
    await submitJob(services, principalOf(request), { definition, request: body, key, definitionOf: requireType }),
  )
})
