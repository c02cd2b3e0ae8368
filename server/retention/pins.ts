import type { Result } from 'ioredis'
import { z } from 'zod'
import type { JobAddress } from '#core/job-id.ts'
import { queueKey } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import { pinScript } from './pin-script.ts'
import { retentionKeys } from './retention-keys.ts'

export interface PinRequest {
  on: boolean
  /** What is no longer pinned stays until then at least. */
  atLeastUntil: number
  now: number
}

export type PinOutcome = { expiresAt: number | undefined } | 'not pinnable' | 'expired'

/** Pins finished jobs in Redis, and lets them go. */
export interface Pins {
  set(job: JobAddress, request: PinRequest): Promise<PinOutcome>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillPin(
      ...args: [
        ...keys: [base: string, due: string],
        ...what: [id: string, on: number, atLeastUntil: number, now: number],
      ]
    ): Result<unknown, Context>
  }
}

const replySchema = z.tuple([z.number(), z.string().optional()])

export function createPins(redis: RedisClient, prefix: string): Pins {
  redis.defineCommand('waybillPin', { lua: pinScript, numberOfKeys: 2 })
  return {
    async set({ queue, id }, { on, atLeastUntil, now }) {
      const keys = [queueKey(prefix, queue, ''), retentionKeys(prefix, queue).due] as const
      const [verdict, until] = replySchema.parse(await redis.waybillPin(...keys, id, on ? 1 : 0, atLeastUntil, now))
      if (verdict === 1) return { expiresAt: until ? Number(until) : undefined }
      return verdict === 0 ? 'not pinnable' : 'expired'
    },
  }
}
