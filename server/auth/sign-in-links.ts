import { randomBytes } from 'node:crypto'
import { ownKey } from '#server/own-key.ts'
import type { RedisClient } from '#server/redis.ts'
import { sha256 } from '#server/sha256.ts'

/** Links that sign an admin in, once each. Only digests of them are stored. */
export interface SignInLinks {
  /** The secret part, which stands after the `#` so that it is in no log and in no other page's `Referer`. */
  create(): Promise<string>
  /** True for the first who uses it. */
  use(link: string): Promise<boolean>
}

const validSeconds = 24 * 60 * 60

export function createSignInLinks(redis: RedisClient, prefix: string): SignInLinks {
  const keyOf = (link: string) => ownKey(prefix, `sign-in-link:${sha256(link)}`)
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
