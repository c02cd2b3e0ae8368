import { UnknownScheduleError } from '#core/schedule-errors.ts'
import { type ScheduleServices, written } from './schedule-services.ts'
import { settleSchedule } from './settle-schedule.ts'

/** Ends a schedule; jobs it made that are in line, running or over stay. Throws `UnknownScheduleError`. */
export async function deleteSchedule(services: ScheduleServices, id: string): Promise<void> {
  const known = await services.schedules.get(id)
  if (!known) throw new UnknownScheduleError()
  await written(async () => {
    await services.schedules.remove(id)
    await settleSchedule(services, known.record)
  })
}
