import type { JobOwners } from '#server/auth/job-owners.ts'
import { createLeadership } from '#server/liveness/leadership.ts'
import type { Log } from '#server/log.ts'
import type { JobReader } from '#server/reader/job-reader.ts'
import type { RedisClient } from '#server/redis.ts'
import { repeat } from '#server/repeat.ts'
import { createRetention } from './retention.ts'
import { Sweeper } from './sweeper.ts'

export interface SweeperServices {
  redis: RedisClient
  prefix: string
  reader: Pick<JobReader, 'jobs'>
  queues: readonly string[]
  owners?: JobOwners
  log: Log
  everyMs?: number
}

/** While there is more to take away than a round may, the next one comes so soon: others get their turn in between. */
const soonMs = 200

/** Takes jobs away whose time is over, in one web process at a time. Costs two commands a round and one more for each queue. */
export function startSweeper({ redis, prefix, everyMs = 5_000, ...services }: SweeperServices) {
  const leadership = createLeadership(redis, `waybill:{meta}:${prefix}:sweeper`, 3 * everyMs)
  const retention = createRetention(redis, prefix)
  let sweeper: Sweeper | undefined
  const rounds = repeat(
    async () => {
      if (!(await leadership.hold())) {
        // Whoever leads later begins anew: what others saw in the meantime it has not seen.
        sweeper = undefined
        return false
      }
      sweeper ??= new Sweeper({ retention, ...services })
      return sweeper.round()
    },
    { everyMs, soonMs, failure: 'Finished jobs could not be looked after; trying again.', log: services.log },
  )
  return {
    async close(): Promise<void> {
      await rounds.close()
      // Another takes over when the lead runs out, if it cannot be given up now.
      await leadership.release().catch(() => {})
    },
  }
}
