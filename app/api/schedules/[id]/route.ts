import { scheduleChangeSchema } from '#core/schedule.ts'
import { changeSchedule } from '#server/schedules/change-schedule.ts'
import { deleteSchedule } from '#server/schedules/delete-schedule.ts'
import { readSchedule } from '#server/schedules/read-schedules.ts'
import { written } from '#server/schedules/schedule-services.ts'
import { handle, json } from '../../handle.ts'
import { requireType } from '../../jobs/require-type.ts'
import { readJson } from '../../read-json.ts'
import { restSchedule } from '../rest-schedule.ts'

/** One schedule, with its input and its next runs. */
export const GET = handle<{ id: string }>('schedule.view', async (_request, services, { id }) => {
  return json(restSchedule(await readSchedule(services, id)))
})

/** Changes what is given, pauses, or goes on. */
export const PATCH = handle<{ id: string }>(
  'schedule.change',
  async (request, services, { id }, { note }) => {
    const change = await readJson(request, scheduleChangeSchema)
    // Which fields, not what is in them: an input may be anything.
    note({ after: `changed ${Object.keys(change).join(', ')}` })
    await changeSchedule(services, requireType, id, change)
    return json(restSchedule(await written(() => readSchedule(services, id))))
  },
  { audit: 'schedule.change' },
)

/** Ends a schedule; its jobs stay. */
export const DELETE = handle<{ id: string }>(
  'schedule.change',
  async (_request, services, { id }) => {
    await deleteSchedule(services, id)
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } })
  },
  { audit: 'schedule.delete' },
)
