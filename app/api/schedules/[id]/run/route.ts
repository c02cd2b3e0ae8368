import { runSchedule } from '#server/schedules/run-schedule.ts'
import { admitSubmit } from '../../../admit-submit.ts'
import { handle, json } from '../../../handle.ts'
import { idempotencyKeyOf } from '../../../jobs/idempotency-key.ts'
import { requireType } from '../../../jobs/require-type.ts'

/** Submits the job of a schedule now. */
export const POST = handle<{ id: string }>(
  'schedule.run',
  async (request, services, { id }, { principal }) => {
    const key = idempotencyKeyOf(request)
    await admitSubmit(services, request, principal)
    const { answer, replayed } = await runSchedule(services, requireType, { id, principal: principal.id, key })
    const headers = { Location: answer.statusUrl }
    if (replayed) return json(answer, { headers: { ...headers, 'Idempotency-Replayed': 'true' } })
    return json(answer, { status: 202, headers })
  },
  { audit: 'schedule.run' },
)
