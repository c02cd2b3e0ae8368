import { JobIdFormatError } from '#core/errors.ts'
import { parseJobId } from '#core/job-id.ts'
import { retryRequestSchema } from '#core/submit.ts'
import { requireJobRight } from '#server/auth/job-rights.ts'
import { repeatJob } from '#server/commands/repeat-job.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { admitSubmit } from '../../../admit-submit.ts'
import { handle, json } from '../../../handle.ts'
import { readJsonIfAny } from '../../../read-json.ts'
import { submitServices } from '../../../submit-services.ts'
import { idempotencyKeyOf } from '../../idempotency-key.ts'
import { requireAvailable, requireType } from '../../require-type.ts'
import { submitted } from '../../submitted.ts'

/** Puts a failed job back in line; with another input, makes a new job of it, which is a right of its own. */
export const POST = handle<{ id: string }>(
  'job.view',
  async (request, services, { id }, { principal, note }) => {
    const address = parseJobId(id)
    if (!address) throw new JobIdFormatError()
    const key = idempotencyKeyOf(request)
    const change = await readJsonIfAny(request, retryRequestSchema)
    if (change?.input === undefined) {
      await requireJobRight(services, principal, 'job.retry', id)
      await retryJob(services, address, requireAvailable)
      note({ before: 'failure', after: 'pending' })
      return json({ id, state: 'pending' }, { status: 202 })
    }
    await requireJobRight(services, principal, 'job.repeat', id)
    await admitSubmit(services, request, principal)
    return submitted(
      services,
      request,
      await repeatJob(submitServices(services, principal), principal.id, {
        id,
        change,
        key,
        definitionOf: requireType,
      }),
    )
  },
  { audit: 'job.retry' },
)
