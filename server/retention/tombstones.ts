import type { JobAddress } from '#core/job-id.ts'
import { type Tombstone, tombstoneSchema } from '#core/tombstone.ts'
import { parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'
import { retentionKeys } from './retention-keys.ts'

/** Knows what is left of jobs whose time was over. */
export interface Tombstones {
  find(job: JobAddress): Promise<Tombstone | undefined>
}

export const createTombstones = (redis: RedisClient, prefix: string): Tombstones => ({
  async find({ queue, id }) {
    return parseStored(tombstoneSchema, await redis.get(`${retentionKeys(prefix, queue).tombstones}${id}`))
  },
})
