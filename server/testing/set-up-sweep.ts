import { queueKey } from '#server/queues.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { createRetention, type Retention } from '#server/retention/retention.ts'
import { retentionKeys } from '#server/retention/retention-keys.ts'
import { Sweeper } from '#server/retention/sweeper.ts'
import { createTombstones } from '#server/retention/tombstones.ts'
import { putFinished } from './finished-jobs.ts'
import { quietLog, testConnection, testPrefix } from './test-redis.ts'

export const second = 1_000
export const day = 24 * 60 * 60 * second
/** When the clock of the sweeper begins, and how long the jobs of these tests are kept. */
export const start = Date.UTC(2026, 10, 20, 12)
export const keep = { success: 60, failure: 3_600 }

/** A queue, and a sweeper whose clock is set by hand. */
export async function setUpSweep() {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const reader = createJobReader(redis, prefix)
  const tombstones = createTombstones(redis, prefix)
  const clock = { now: start }
  const sweeperWith = (retention: Retention) =>
    new Sweeper({ retention, reader, queues: ['mail'], log: quietLog, now: () => clock.now })
  const sweeper = sweeperWith(createRetention(redis, prefix))
  return {
    ...{ redis, prefix, reader, tombstones, clock, sweeper, sweeperWith, keys: retentionKeys(prefix, 'mail') },
    put: (...jobs: Parameters<typeof putFinished>[3]) => putFinished(redis, prefix, 'mail', jobs),
    count: async () => (await reader.jobs('mail', [])).counts,
    ask: (id: string) => requireJob({ reader, tombstones }, `mail:${id}`, clock.now),
    events: async () => (await redis.xrange(queueKey(prefix, 'mail', 'events'), '-', '+')).map(([, fields]) => fields),
  }
}

/** Lets it do all there is to do at once. */
export const sweepAll = async (sweeper: Sweeper) => {
  let count = 1
  while (await sweeper.round()) count += 1
  return count
}
