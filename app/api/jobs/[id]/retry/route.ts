import { JobIdFormatError } from '#core/errors.ts'
import { parseJobId } from '#core/job-id.ts'
import { retryRequestSchema } from '#core/submit.ts'
import { repeatJob } from '#server/commands/repeat-job.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { principalOf } from '../../../../principal.ts'
import { admitSubmit } from '../../../admit-submit.ts'
import { handle, json } from '../../../handle.ts'
import { readJsonIfAny } from '../../../read-json.ts'
import { idempotencyKeyOf } from '../../idempotency-key.ts'
import { requireAvailable, requireType } from '../../require-type.ts'
import { submitted } from '../../submitted.ts'

/** Puts a failed job back in line; with another input, makes a new job of it. */
export const POST = handle<{ id: string }>(
  async (request, services, { id }, note) => {
    const address = parseJobId(id)
    if (!address) throw new JobIdFormatError()
    const key = idempotencyKeyOf(request)
    const change = await readJsonIfAny(request, retryRequestSchema)
    if (change?.input === undefined) {
      await retryJob(services, address, requireAvailable)
      note({ before: 'failure', after: 'pending' })
      return json({ id, state: 'pending' }, { status: 202 })
    }
    await admitSubmit(services, request)
    return submitted(await repeatJob(services, principalOf(request), { id, change, key, definitionOf: requireType }))
  },
  { audit: 'job.retry' },
)
