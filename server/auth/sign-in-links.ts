import { createHash, randomBytes } from 'node:crypto'
import type { RedisClient } from '#server/redis.ts'
import { hashTag } from '#server/redis-cluster.ts'

/** Links that sign an admin in, once each. Only digests of them are stored. */
export interface SignInLinks {
  /** The secret part, which stands after the `#` so that it is in no log and in no other page's `Referer`. */
  create(): Promise<string>
  /** True for the first who uses it. */
  use(link: string): Promise<boolean>
}

const validSeconds = 24 * 60 * 60

export function createSignInLinks(redis: RedisClient, prefix: string): SignInLinks {
  const keyOf = (link: string) =>
    `waybill:{${hashTag(prefix)}}:${prefix}:sign-in-link:${createHash('sha256').update(link).digest('base64url')}`
  return {
    async create() {
      const link = randomBytes(32).toString('base64url')
      await redis.set(keyOf(link), '1', 'EX', validSeconds)
      return link
    },
    async use(link) {
      return (await redis.del(keyOf(link))) === 1
    },
  }
}
