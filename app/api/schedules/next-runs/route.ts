import { nextRuns } from '#server/schedules/next-runs.ts'
import { scheduleTiming } from '#server/schedules/schedule-timing.ts'
import { handle, json } from '../../handle.ts'
import { timingQuery } from '../timing-query.ts'

/** When a schedule with this timing would run next; nothing is kept. */
export const GET = handle('schedule.view', async (request) => {
  const timing = scheduleTiming(timingQuery(new URL(request.url).searchParams))
  const at = nextRuns(timing, { from: Date.now(), count: 5 })
  return json({ nextRuns: at.map((time) => new Date(time).toISOString()) })
})
