import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Principal } from '#core/principal.ts'
import { ownKey } from '#server/own-key.ts'
import { parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'
import { sha256 } from '#server/sha256.ts'
import { createBatched } from './batched.ts'
import { provenSchema } from './proven-schema.ts'

/** A session ends when it is not used for so long, and at the latest so long after the sign-in. */
export const idleMs = 8 * 60 * 60 * 1000
export const longestMs = 7 * 24 * 60 * 60 * 1000
/** Written down at most so often: a page that is open asks every few seconds. */
const touchEveryMs = 60_000

const sessionSchema = provenSchema.extend({ startedAt: z.number(), usedAt: z.number() })
export type Session = z.infer<typeof sessionSchema>

/** Who is signed in, in Redis, so that every node knows and can be told otherwise. Only digests of the ids are stored. */
export interface SessionStore {
  /** Returns the id that its browser keeps. */
  start(principal: Principal, stamp: string, now?: number): Promise<string>
  /** Undefined when there is no such session, or it is over. What is asked for at the same time costs one command. */
  find(id: string, now?: number): Promise<Session | undefined>
  end(id: string): Promise<void>
  /** Ends all sessions of somebody. */
  endAll(principal: string): Promise<void>
}

export function createSessionStore(redis: RedisClient, prefix: string): SessionStore {
  const sessionKey = (id: string) => ownKey(prefix, `session:${sha256(id)}`)
  const listKey = (principal: string) => ownKey(prefix, `sessions:${sha256(principal)}`)
  const read = createBatched((keys: readonly string[]) => redis.mget(...keys))

  return {
    async start(principal, stamp, now = Date.now()) {
      const id = randomBytes(32).toString('base64url')
      const session: Session = { principal, stamp, startedAt: now, usedAt: now }
      const [key, list] = [sessionKey(id), listKey(principal.id)]
      // The list first: a session that is not on it could not be ended from elsewhere.
      await redis
        .multi()
        .sadd(list, key)
        .pexpire(list, longestMs)
        .set(key, JSON.stringify(session), 'PX', idleMs)
        .exec()
      return id
    },

    async find(id, now = Date.now()) {
      const key = sessionKey(id)
      const session = parseStored(sessionSchema, await read(key))
      if (!session || now - session.startedAt >= longestMs || now - session.usedAt >= idleMs) return undefined
      if (now - session.usedAt >= touchEveryMs) {
        // Only where it still is: one that was ended meanwhile must not come back.
        const touched: Session = { ...session, usedAt: now }
        redis.set(key, JSON.stringify(touched), 'PX', idleMs, 'XX').catch(() => {
          // Who uses it again writes it down then.
        })
      }
      return session
    },

    async end(id) {
      await redis.del(sessionKey(id))
    },

    async endAll(principal) {
      const list = listKey(principal)
      const keys = await redis.smembers(list)
      await redis.del(list, ...keys)
    },
  }
}
