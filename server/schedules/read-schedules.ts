import { parseJobId } from '#core/job-id.ts'
import type { JobState } from '#core/job-state.ts'
import type { Schedule, ScheduleDetail } from '#core/schedule.ts'
import { UnknownScheduleError } from '#core/schedule-errors.ts'
import type { JobReader } from '#server/reader/job-reader.ts'
import { nextRuns } from './next-runs.ts'
import { type StoredSchedule, scheduleOf } from './schedule-record.ts'
import type { ScheduleStore } from './schedule-store.ts'

interface Sources {
  schedules: ScheduleStore
  reader: JobReader
}

const shownRuns = 5

export interface ScheduleList {
  schedules: Schedule[]
  total: number
  /** Give it back for the next page; absent on the last one. */
  nextCursor?: string
}

/** A page of schedules by name: two round trips, whatever their number. */
export async function listSchedules(
  { schedules, reader }: Sources,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<ScheduleList> {
  const { total, after, ...page } = await schedules.page(Buffer.from(cursor ?? '', 'base64url').toString(), limit)
  const states = await statesOf(reader, page.schedules)
  const nextCursor = after === undefined ? undefined : Buffer.from(after).toString('base64url')
  return { schedules: page.schedules.map((each) => scheduleOf(each, states)), total, nextCursor }
}

/** One schedule with its input and when it runs. Throws `UnknownScheduleError`. */
export async function readSchedule({ schedules, reader }: Sources, id: string): Promise<ScheduleDetail> {
  const [stored, template] = await Promise.all([schedules.get(id), schedules.template(id)])
  if (!stored || !template) throw new UnknownScheduleError()
  const { record, next: planned } = stored
  const runs = record.paused ? [] : nextRuns(record, { from: Date.now(), count: shownRuns, planned })
  const shown = scheduleOf(stored, await statesOf(reader, [stored]))
  return { ...shown, input: template.data, nextRuns: runs }
}

/** The states of the last runs that are still kept: one command for each queue. */
async function statesOf(
  reader: JobReader,
  schedules: readonly StoredSchedule[],
): Promise<ReadonlyMap<string, JobState>> {
  const addresses = schedules.flatMap(({ lastRun }) => (lastRun && parseJobId(lastRun.id)) ?? [])
  const queues = [...new Set(addresses.map(({ queue }) => queue))]
  const read = queues.map((queue) => {
    const ids = addresses.flatMap((address) => (address.queue === queue ? [address.id] : []))
    return reader.jobs(queue, ids)
  })
  const jobs = (await Promise.all(read)).flatMap((snapshot) => snapshot.jobs)
  return new Map(jobs.map(({ id, state }) => [id, state]))
}
