import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { TooManyRequestsError } from '#core/limit-errors.ts'
import type { RedisClient } from '#server/redis.ts'
import { hashTag } from '#server/redis-cluster.ts'
import { type LimitName, limitTable } from './limit-table.ts'

export interface Use {
  limit: LimitName
  /** Who is counted. */
  key: string
  /** How much it counts; one unless told. */
  points?: number
}

/** Counts what people do, for all web nodes together. */
export interface Limits {
  /** Counts the uses, in one round trip. Throws `TooManyRequestsError` when one of them was one too many. */
  take(...uses: readonly Use[]): Promise<void>
  /** Whether anything is counted. */
  readonly on: boolean
}

/**
 * Limits that are kept in Redis. While it does not answer, each process counts for itself: what is limited goes on being limited, and
 * nobody is refused because of Redis. Who is over a limit is refused from memory, so that a flood costs Redis nothing.
 */
export function createLimits(redis: RedisClient, prefix: string, on: boolean): Limits {
  const base = `waybill:{${hashTag(prefix)}}:${prefix}:limit`
  const limiters = new Map<LimitName, RateLimiterRedis>()
  const limiterOf = (name: LimitName) => {
    const known = limiters.get(name)
    if (known) return known
    const { points, seconds: duration } = limitTable[name]
    const limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `${base}:${name}`,
      points,
      duration,
      inMemoryBlockOnConsumed: points + 1,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory({ points, duration }),
    })
    limiters.set(name, limiter)
    return limiter
  }

  return {
    on,
    async take(...uses) {
      if (!on) return
      await Promise.all(
        uses.map(async ({ limit, key, points = 1 }) => {
          try {
            await limiterOf(limit).consume(key, points)
          } catch (refused) {
            if (!(refused instanceof RateLimiterRes)) throw refused
            throw new TooManyRequestsError(limitTable[limit], Math.ceil(refused.msBeforeNext / 1_000))
          }
        }),
      )
    },
  }
}
