import { z } from 'zod'
import type { JobAddress } from '#core/job-id.ts'
import { type Tombstone, tombstoneSchema } from '#core/tombstone.ts'
import type { JobOwners } from '#server/auth/job-owners.ts'
import { ownerMarkSchema } from '#server/queues.ts'
import { parseStored } from '#server/reader/job-record.ts'
import type { RedisClient } from '#server/redis.ts'
import { retentionKeys } from './retention-keys.ts'

/** Knows what is left of jobs whose time was over. */
export interface Tombstones {
  find(job: JobAddress): Promise<Tombstone | undefined>
  /** Who submitted the job; undefined without a tombstone, and when nothing proves it. */
  ownerOf(job: JobAddress): Promise<string | undefined>
}

const markedSchema = z.looseObject({ type: z.string(), owner: ownerMarkSchema })

/** Without `owners` all of them are nobody's. */
export function createTombstones(redis: RedisClient, prefix: string, owners?: JobOwners): Tombstones {
  const read = ({ queue, id }: JobAddress) => redis.get(`${retentionKeys(prefix, queue).tombstones}${id}`)
  return {
    find: async (job) => parseStored(tombstoneSchema, await read(job)),
    async ownerOf(job) {
      const marked = parseStored(markedSchema, await read(job))
      return marked && owners?.ownerIn(marked.owner, job, marked.type)
    },
  }
}
