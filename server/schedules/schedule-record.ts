import { z } from 'zod'
import type { JobState } from '#core/job-state.ts'
import type { Schedule } from '#core/schedule.ts'
import type { WaybillJobsOptions } from '#server/queues.ts'

const common = {
  id: z.string(),
  name: z.string(),
  type: z.string(),
  tags: z.array(z.string()),
  priority: z.number().optional(),
  paused: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** Of the request that made it, so that the same request again is known. */
  request: z.string(),
}

/** What Waybill itself keeps of a schedule. */
export const scheduleRecordSchema = z.union([
  z.object({ ...common, cron: z.string(), timeZone: z.string() }),
  z.object({ ...common, everyMs: z.number() }),
])
export type ScheduleRecord = z.infer<typeof scheduleRecordSchema>

const storedRunSchema = z.object({ id: z.string(), startedAt: z.number() })
export type StoredRun = z.infer<typeof storedRunSchema>

/** What each job of a schedule is made of. */
export interface JobTemplate {
  data: unknown
  options: Omit<WaybillJobsOptions, 'jobId' | 'delay'>
}

/** A schedule as read: what is kept, how often that was changed, and what BullMQ and the workers know of its runs. */
export interface StoredSchedule {
  record: ScheduleRecord
  revision: string
  lastRun?: StoredRun
  /** When the planned run is due; undefined while BullMQ plans none. */
  next?: number
}

const text = z.string().nullable()

const json = (value: string): unknown => JSON.parse(value)

/** A row of the scripts. Only Waybill writes these keys, so what does not fit is a bug. */
export const scheduleRowSchema = z.tuple([z.string(), z.string(), text, text]).transform(
  ([record, revision, lastRun, next]): StoredSchedule => ({
    record: scheduleRecordSchema.parse(json(record)),
    revision,
    lastRun: lastRun === null ? undefined : storedRunSchema.parse(json(lastRun)),
    next: next === null ? undefined : Number(next),
  }),
)

/** The id BullMQ gives to a planned run. */
const plannedJobId = (id: string, at: number) => `repeat:${id}:${at}`

/** A schedule as people see it. `states` knows the jobs that are still kept. */
export function scheduleOf(
  { record, lastRun, next }: StoredSchedule,
  states: ReadonlyMap<string, JobState> = new Map(),
): Schedule {
  const { request: _request, ...shown } = record
  return {
    ...shown,
    nextRun: next === undefined ? undefined : { id: `${record.type}:${plannedJobId(record.id, next)}`, at: next },
    lastRun: lastRun && { ...lastRun, state: states.get(lastRun.id) },
  }
}
