import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type Principal, roles, signInModes } from '#core/principal.ts'
import { parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'
import { hashTag } from '#server/redis-cluster.ts'
import { createBatched } from './batched.ts'

/** A session ends when it is not used for so long, and at the latest so long after the sign-in. */
export const idleMs = 8 * 60 * 60 * 1000
export const longestMs = 7 * 24 * 60 * 60 * 1000
/** Written down at most so often: a page that is open asks every few seconds. */
const touchEveryMs = 60_000

const sessionSchema = z.object({
  principal: z.object({
    id: z.string(),
    role: z.enum(roles),
    name: z.string().optional(),
    mode: z.enum(signInModes),
  }),
  /** What the sign-in was proved with, as a digest: a session ends when that is changed. */
  stamp: z.string(),
  startedAt: z.number(),
  usedAt: z.number(),
})
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

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

export function createSessionStore(redis: RedisClient, prefix: string): SessionStore {
  // One slot of a cluster, so that several can be read at once.
  const base = `waybill:{${hashTag(prefix)}}:${prefix}`
  const sessionKey = (id: string) => `${base}:session:${digest(id)}`
  const listKey = (principal: string) => `${base}:sessions:${digest(principal)}`
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
