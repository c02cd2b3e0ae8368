import { scheduleRequestSchema } from '#core/schedule.ts'
import { createSchedule } from '#server/schedules/create-schedule.ts'
import { listSchedules, readSchedule } from '#server/schedules/read-schedules.ts'
import { written } from '#server/schedules/schedule-services.ts'
import { admitSubmit } from '../admit-submit.ts'
import { handle, json } from '../handle.ts'
import { requireType } from '../jobs/require-type.ts'
import { readJson } from '../read-json.ts'
import { pageQuery } from './page-query.ts'
import { restSchedule } from './rest-schedule.ts'

/** A page of schedules, by name. */
export const GET = handle('schedule.view', async (request, services) => {
  const list = await listSchedules(services, pageQuery(new URL(request.url).searchParams))
  return json({ ...list, schedules: list.schedules.map(restSchedule) })
})

/** Makes a schedule; the same request again is the same one. */
export const POST = handle(
  'schedule.change',
  async (request, services, _params, { principal, note }) => {
    const body = await readJson(request, scheduleRequestSchema)
    const definition = requireType(body.type)
    await admitSubmit(services, request, principal)
    const { id, replayed } = await createSchedule(services, definition, body, principal.id)
    note({ targets: [id] })
    const answer = restSchedule(await written(() => readSchedule(services, id)))
    return json(answer, { status: replayed ? 200 : 201, headers: { Location: `/api/schedules/${id}` } })
  },
  { audit: 'schedule.create' },
)
