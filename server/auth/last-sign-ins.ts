import { ownKey } from '#server/own-key.ts'
import { parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'
import { sha256 } from '#server/sha256.ts'
import { createBatched } from './batched.ts'
import { provenSchema } from './proven-schema.ts'
import type { Proven } from './sign-in-mode.ts'

/** What people were when they last signed in, for as long as their programs may go on without them. */
export interface LastSignIns {
  note(proven: Proven, keptMs: number): Promise<void>
  /** Undefined for who did not sign in for too long. What is asked for at the same time costs one command. */
  find(principal: string): Promise<Proven | undefined>
}

export function createLastSignIns(redis: RedisClient, prefix: string): LastSignIns {
  const keyOf = (principal: string) => ownKey(prefix, `signed-in:${sha256(principal)}`)
  const read = createBatched((keys: readonly string[]) => redis.mget(...keys))
  return {
    async note(proven, keptMs) {
      await redis.set(keyOf(proven.principal.id), JSON.stringify(proven), 'PX', keptMs)
    },
    find: async (principal) => parseStored(provenSchema, await read(keyOf(principal))),
  }
}
