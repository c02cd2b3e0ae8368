import { createHash } from 'node:crypto'
import { z } from 'zod'
import { roles, signInModes } from '#core/principal.ts'
import { parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'
import { hashTag } from '#server/redis-cluster.ts'
import type { Proven } from './sign-in-mode.ts'

const provenSchema = z.object({
  principal: z.object({ id: z.string(), role: z.enum(roles), name: z.string().optional(), mode: z.enum(signInModes) }),
  stamp: z.string(),
})

/** What people were when they last signed in, for as long as their programs may go on without them. */
export interface LastSignIns {
  note(proven: Proven, keptMs: number): Promise<void>
  /** Undefined for who did not sign in for too long. */
  find(principal: string): Promise<Proven | undefined>
}

export function createLastSignIns(redis: RedisClient, prefix: string): LastSignIns {
  const keyOf = (principal: string) =>
    `waybill:{${hashTag(prefix)}}:${prefix}:signed-in:${createHash('sha256').update(principal).digest('base64url')}`
  return {
    async note(proven, keptMs) {
      await redis.set(keyOf(proven.principal.id), JSON.stringify(proven), 'PX', keptMs)
    },
    find: async (principal) => parseStored(provenSchema, await redis.get(keyOf(principal))),
  }
}
