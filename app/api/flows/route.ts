import { z } from 'zod'
import { chainFlow, chainSchema, countJobs, flowSchema } from '#core/flow.ts'
import { maxFlowDepth } from '#core/flow-limits.ts'
import { submitJob } from '#server/commands/submit-job.ts'
import { parseFields } from '#server/decode/parse-fields.ts'
import { admitSubmit } from '../admit-submit.ts'
import { handle } from '../handle.ts'
import { idempotencyKeyOf } from '../jobs/idempotency-key.ts'
import { requireType } from '../jobs/require-type.ts'
import { submitted } from '../jobs/submitted.ts'
import { readJson } from '../read-json.ts'
import { submitServices } from '../submit-services.ts'

/** A flow may be larger than a single job; each level of jobs is two of JSON, and an input has some more. */
const flowLimits = { maxBytes: 4 * 2 ** 20, maxItems: 200_000, maxLevels: 2 * maxFlowDepth + 32 }

/** Submits a job with those it waits for, or a chain, all or nothing. */
export const POST = handle('job.submit', async (request, services, _params, { principal }) => {
  const key = idempotencyKeyOf(request)
  const body = await readJson(request, z.looseObject({}), flowLimits)
  // Of a union nobody is told what is wrong with the half that was meant.
  const flow = 'chain' in body ? chainFlow(parseFields(body, chainSchema)) : parseFields(body, flowSchema)
  const definition = requireType(flow.type)
  await admitSubmit(services, request, principal, countJobs(flow))
  return submitted(
    services,
    request,
    await submitJob(submitServices(services, principal), principal.id, {
      definition,
      request: flow,
      key,
      definitionOf: requireType,
    }),
  )
})
