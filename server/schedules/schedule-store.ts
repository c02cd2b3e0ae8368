import { z } from 'zod'
import { ownKey } from '#server/own-key.ts'
import type { WaybillJobsOptions } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import {
  type JobTemplate,
  type ScheduleRecord,
  type StoredRun,
  type StoredSchedule,
  scheduleRowSchema,
} from './schedule-record.ts'
import { defineScheduleScripts } from './schedule-scripts.ts'

export type PutSchedule = { outcome: 'done' | 'gone' | 'changed' } | { outcome: 'taken'; by: string }

export interface SchedulePage {
  schedules: StoredSchedule[]
  total: number
  /** Where the next page begins; undefined after the last one. */
  after?: string
}

/** Keeps schedules in Redis: they are what is meant, and BullMQ's job schedulers are made to follow them. */
export interface ScheduleStore {
  /** Writes a new schedule, or over the one with this revision. */
  put(record: ScheduleRecord, template: JobTemplate, revision?: string): Promise<PutSchedule>
  /** Returns whether there was one. */
  remove(id: string): Promise<boolean>
  get(id: string): Promise<StoredSchedule | undefined>
  template(id: string): Promise<JobTemplate | undefined>
  /** In the order of their names; one command whatever their number. */
  page(after: string, limit: number): Promise<SchedulePage>
  /** Notes that a run of a schedule has begun. */
  stampRun(id: string, run: StoredRun): Promise<void>
  /** The schedules of these types that BullMQ does not carry out as they are meant. */
  unsettled(types: readonly string[]): Promise<{ type: string; id: string }[]>
}

const rowsSchema = z.array(scheduleRowSchema.nullable())

export function createScheduleStore(redis: RedisClient, prefix: string): ScheduleStore {
  defineScheduleScripts(redis)
  const own = ownKey(prefix, 'schedule')
  const names = `${own}s`
  const key = (id: string) => `${own}:${id}`
  const keys = [names, key(''), `${prefix}:`] as const

  return {
    async put(record, { data, options }, revision = '') {
      const written = [record, data, options].map((part) => JSON.stringify(part))
      const [outcome, by] = await redis.waybillPutSchedule(
        ...[names, key(record.id)],
        ...[revision, record.id, record.name, ...written],
      )
      return outcome === 'taken' ? { outcome, by: String(by) } : { outcome }
    },
    remove: async (id) => (await redis.waybillDropSchedule(names, key(id))) === 1,
    async get(id) {
      const [row] = rowsSchema.parse(await redis.waybillReadSchedules(...keys, id))
      return row ?? undefined
    },
    async template(id) {
      const [data, options] = await redis.hmget(key(id), 'data', 'options')
      if (!data || !options) return undefined
      // Written by this store, and by nobody else.
      return { data: JSON.parse(data), options: JSON.parse(options) as WaybillJobsOptions }
    },
    async page(after, limit) {
      const [total, members, rows] = await redis.waybillPageSchedules(...keys, after, limit)
      const schedules = rowsSchema.parse(rows).filter((row) => row !== null)
      return { schedules, total, after: members.length < limit ? undefined : members.at(-1) }
    },
    async stampRun(id, run) {
      await redis.waybillStampRun(key(id), JSON.stringify(run))
    },
    async unsettled(types) {
      const found = await redis.waybillUnsettled(...keys, ...types)
      return found.map((line) => {
        const [type = '', id = ''] = line.split(' ')
        return { type, id }
      })
    },
  }
}
