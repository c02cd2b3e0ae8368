import { z } from 'zod'
import { chainFlow, chainSchema, flowSchema } from '#core/flow.ts'
import { maxFlowDepth } from '#core/flow-limits.ts'
import { submitJob } from '#server/commands/submit-job.ts'
import { principalOf } from '../../principal.ts'
import { handle } from '../handle.ts'
import { idempotencyKeyOf } from '../jobs/idempotency-key.ts'
import { requireType } from '../jobs/require-type.ts'
import { submitted } from '../jobs/submitted.ts'
import { parseBody, readJson } from '../read-json.ts'

/** The largest body of a flow, in bytes; each level of jobs is two of JSON, and an input has some more. */
const maxFlowBytes = 4 * 2 ** 20
const maxLevels = 2 * maxFlowDepth + 32

/** Submits a job with those it waits for, or a chain, all or nothing. */
export const POST = handle(async (request, services) => {
  const key = idempotencyKeyOf(request)
  const body = await readJson(request, z.looseObject({}), maxFlowBytes, maxLevels)
  // Of a union nobody is told what is wrong with the half that was meant.
  const flow = 'chain' in body ? chainFlow(parseBody(body, chainSchema)) : parseBody(body, flowSchema)
  const definition = requireType(flow.type)
  await services.storage.requireSpace()
  return submitted(
    await submitJob(services, principalOf(request), { definition, request: flow, key, definitionOf: requireType }),
  )
})
