import { ScheduleUnknownError } from '#core/schedule-errors.ts'
import { submitError } from '#server/commands/submit-error.ts'
import type { SubmitServices } from '#server/commands/submit-jobs.ts'
import { isRedisDown } from '#server/redis.ts'
import type { ScheduleStore } from './schedule-store.ts'

/** What the commands on schedules work with. */
export interface ScheduleServices extends SubmitServices {
  schedules: ScheduleStore
}

/** Runs the part of a command that writes: what goes wrong with Redis there leaves open how far it came. */
export async function written<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isRedisDown(error) ? new ScheduleUnknownError(error) : submitError(error)
  }
}
