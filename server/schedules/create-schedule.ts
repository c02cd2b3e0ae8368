import type { AnyJobDefinition } from '#core/define-job.ts'
import { newScheduleId, type ScheduleRequest } from '#core/schedule.ts'
import { ScheduleNameTakenError } from '#core/schedule-errors.ts'
import { requestDigest } from '#server/idempotency/request-digest.ts'
import { noteRuns } from './note-runs.ts'
import { prepareTemplate } from './prepare-template.ts'
import type { ScheduleRecord } from './schedule-record.ts'
import { type ScheduleServices, written } from './schedule-services.ts'
import { scheduleTiming } from './schedule-timing.ts'
import { settleSchedule } from './settle-schedule.ts'

/**
 * Makes a schedule, whose runs are the `principal`'s. Its name makes that safe to repeat: the same request again is the same schedule, whatever became of the answer.
 * Throws `BadRequestError`, `UploadInScheduleError`, `InvalidInputError`, `ScheduleNameTakenError`, `ScheduleUnknownError`.
 */
export async function createSchedule(
  services: ScheduleServices,
  definition: AnyJobDefinition,
  request: ScheduleRequest,
  principal: string,
): Promise<{ id: string; replayed: boolean }> {
  const { name, type, tags = [], priority, paused = false } = request
  const timing = scheduleTiming(request)
  const id = newScheduleId()
  const template = await prepareTemplate(
    services,
    definition,
    { type, input: request.input, tags, priority },
    { id, name },
    services.ownership.markRuns(principal, { id, type }),
  )
  const now = Date.now()
  const digest = requestDigest(request)
  const common = { id, name, type, tags: [...new Set(tags)], priority, paused }
  const record: ScheduleRecord = { ...common, createdAt: now, updatedAt: now, request: digest, ...timing }
  return written(async () => {
    const put = await services.schedules.put(record, template)
    if (put.outcome !== 'taken') {
      await settleSchedule(services, record)
      await noteRuns(services, id)
      return { id, replayed: false }
    }
    const known = await services.schedules.get(put.by)
    if (known?.record.request !== digest) throw new ScheduleNameTakenError(name, put.by)
    // Whoever made it may have been lost before it was planned.
    await settleSchedule(services, known.record)
    return { id: put.by, replayed: true }
  })
}
