import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { TooManyRequestsError } from '#core/limit-errors.ts'
import { ownKey } from '#server/own-key.ts'
import type { RedisClient } from '#server/redis.ts'
import { type LimitName, limitTable } from './limit-table.ts'
import type { LimitState } from './rate-limit-headers.ts'

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
  /** The same counts; `tell` hears what is left of each limit that was counted. */
  telling(tell: (state: LimitState) => void): Limits
}

/**
 * Limits that are kept in Redis. While it does not answer, each process counts for itself: what is limited goes on being limited, and
 * nobody is refused because of Redis. Who is over a limit is refused from memory, so that a flood costs Redis nothing.
 */
export function createLimits(redis: RedisClient, prefix: string, on: boolean): Limits {
  const base = ownKey(prefix, 'limit')
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

  async function count({ limit, key, points = 1 }: Use): Promise<Counted> {
    try {
      return { ...stateOf(limit, await limiterOf(limit).consume(key, points)), isOver: false }
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      return { ...stateOf(limit, refused), isOver: true }
    }
  }

  const limitsFor = (tell: (state: LimitState) => void): Limits => ({
    on,
    telling: limitsFor,
    async take(...uses) {
      if (!on) return
      const states = await Promise.all(uses.map(count))
      for (const state of states) tell(state)
      // Who comes back after the shorter wait would be refused by the other limit.
      const [refused] = states.filter(({ isOver }) => isOver).sort((a, b) => b.resetSeconds - a.resetSeconds)
      if (refused) throw new TooManyRequestsError(limitTable[refused.limit], refused.resetSeconds)
    },
  })
  return limitsFor(() => {})
}

interface Counted extends LimitState {
  isOver: boolean
}

const stateOf = (limit: LimitName, { remainingPoints, msBeforeNext }: RateLimiterRes): LimitState => ({
  limit,
  left: Math.max(0, remainingPoints),
  resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
})
