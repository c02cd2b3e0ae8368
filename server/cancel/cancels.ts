import type { Result } from 'ioredis'
import { z } from 'zod'
import type { JobAddress } from '#core/job-id.ts'
import { cancelField, queueKey } from '#server/queues.ts'
import { type CancelRecord, cancelRecordSchema, parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'
import { cancelChannel } from './cancel-message.ts'
import { cancelScript } from './cancel-script.ts'

const outcomes = ['ended', 'asked', 'asked before', 'ended before', 'unknown', 'planned', 'linked'] as const

/** `ended`: nobody ran it. `asked`: its worker was told. `planned`, `linked`: others count on the job, nothing was done. */
export type CancelOutcome = (typeof outcomes)[number]

export interface Cancels {
  /** Ends a job that nobody runs, or asks its worker to end it; all it waits for as well. */
  ask(job: JobAddress, by: string): Promise<CancelOutcome>
  /** What is kept of the last ask. */
  find(job: JobAddress): Promise<CancelRecord | undefined>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillCancel(key: string, prefix: string, by: string, channel: string): Result<unknown, Context>
  }
}

export function createCancels(redis: RedisClient, prefix: string): Cancels {
  redis.defineCommand('waybillCancel', { lua: cancelScript, numberOfKeys: 1 })
  const channel = cancelChannel(prefix)
  return {
    async ask({ queue, id }, by) {
      return z.enum(outcomes).parse(await redis.waybillCancel(queueKey(prefix, queue, id), `${prefix}:`, by, channel))
    },
    find: async ({ queue, id }) =>
      parseStored(cancelRecordSchema, await redis.hget(queueKey(prefix, queue, id), cancelField)),
  }
}
