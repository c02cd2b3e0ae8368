import type { Schedule, ScheduleDetail } from '#core/schedule.ts'
import { withIsoTimes } from '../rest-job.ts'

const iso = (time: number) => new Date(time).toISOString()

/** A schedule as REST shows it: times are ISO 8601. What its jobs are given stays as it is. */
export function restSchedule({ nextRun, lastRun, ...schedule }: Schedule | ScheduleDetail): unknown {
  const { createdAt, updatedAt } = schedule
  const times = { createdAt: iso(createdAt), updatedAt: iso(updatedAt) }
  const runs = 'nextRuns' in schedule ? { nextRuns: schedule.nextRuns.map(iso) } : {}
  return { ...schedule, ...times, nextRun: withIsoTimes(nextRun), ...runs, lastRun: withIsoTimes(lastRun) }
}
