import type { Result } from 'ioredis'
import { z } from 'zod'
import { tombstoneDays } from '#core/job-limits.ts'
import type { Tombstone } from '#core/tombstone.ts'
import { type OwnerMark, queueKey } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import { expireScript } from './expire-script.ts'
import { goneListMs, retentionKeys } from './retention-keys.ts'
import { surveyScript } from './survey-script.ts'

/** A place among the finished jobs of a queue, which BullMQ sorts by when they ended. */
export interface Place {
  set: 'completed' | 'failed'
  from: string
  /** How many jobs that ended at that very time were read already. */
  known: number
}

export interface Survey {
  /** BullMQ's ids of jobs whose time is over, the first first. */
  due: string[]
  /** Where reading goes on, in the order of the places that were given; `read` says how many jobs there were. */
  next: (Place & { read: number })[]
}

/** A job to take away, as it was read. */
export interface Overdue {
  id: string
  attempt: number
  /** Undefined when it was not there, or had not ended. */
  tombstone: Tombstone | undefined
  /** Who submitted it, for whom alone the tombstone stands, besides operators. */
  owner?: OwnerMark
}

/** What the sweeper does in Redis. Every step is one script, so it cannot come in between BullMQ's own. */
export interface Retention {
  survey(queue: string, places: readonly Place[], now: number, limit: number): Promise<Survey>
  /** Returns the ids of those that went. */
  expire(queue: string, jobs: readonly Overdue[], now: number): Promise<string[]>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillSurvey(
      ...args: [
        ...keys: [base: string, due: string, gone: string],
        ...how: [now: number, limit: number, goneMs: number],
        ...places: (string | number)[],
      ]
    ): Result<unknown, Context>
    waybillExpire(
      ...args: [
        ...keys: [base: string, due: string, gone: string, tombstones: string],
        ...how: [now: number, standsMs: number],
        ...jobs: (string | number)[],
      ]
    ): Result<unknown, Context>
  }
}

const surveySchema = z.tuple([z.array(z.string()), z.array(z.tuple([z.number(), z.string(), z.number()]))])
const tombstoneMs = tombstoneDays * 24 * 60 * 60 * 1000

export function createRetention(redis: RedisClient, prefix: string): Retention {
  redis.defineCommand('waybillSurvey', { lua: surveyScript, numberOfKeys: 3 })
  redis.defineCommand('waybillExpire', { lua: expireScript, numberOfKeys: 4 })
  const base = (queue: string) => queueKey(prefix, queue, '')
  return {
    async survey(queue, places, now, limit) {
      const { due, gone } = retentionKeys(prefix, queue)
      const each = places.flatMap(({ set, from, known }) => [set, from, known])
      const reply = await redis.waybillSurvey(base(queue), due, gone, now, limit, goneListMs, ...each)
      const [ids, parts] = surveySchema.parse(reply)
      const next = places.map(({ set, from, known }, i) => {
        const [read, last, same] = parts[i] ?? [0, from, known]
        return { set, from: last, known: same, read }
      })
      return { due: ids, next }
    },
    async expire(queue, jobs, now) {
      const { due, gone, tombstones } = retentionKeys(prefix, queue)
      const each = jobs.flatMap(({ id, attempt, tombstone, owner }) => [
        id,
        attempt,
        tombstone ? JSON.stringify({ ...tombstone, owner }) : '',
      ])
      const reply = await redis.waybillExpire(base(queue), due, gone, tombstones, now, tombstoneMs, ...each)
      return z.array(z.string()).parse(reply)
    },
  }
}
