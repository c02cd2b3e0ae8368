import { maxScheduleBook } from '#core/schedule.ts'
import { createWholeFeed, type WholeFeed } from '#server/bridge/whole-feed.ts'
import type { Log } from '#server/log.ts'
import type { JobReader } from '#server/reader/job-reader.ts'
import { listSchedules } from './read-schedules.ts'
import type { ScheduleStore } from './schedule-store.ts'

export interface ScheduleFeedOptions {
  schedules: ScheduleStore
  reader: JobReader
  log: Log
  everyMs?: number
}

/** The schedules as people watch them: two round trips a look, whatever the number of schedules and of those who watch. */
export function createScheduleFeed({ schedules, reader, log, everyMs }: ScheduleFeedOptions): WholeFeed {
  return createWholeFeed({
    async read() {
      const list = await listSchedules({ schedules, reader }, { limit: maxScheduleBook })
      return { schedules: { schedules: list.schedules, total: list.total } }
    },
    lastKnown: (known) => known,
    log,
    everyMs,
  })
}
