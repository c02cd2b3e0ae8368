import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'
import { createLog } from '#server/log.ts'
import { connectRedis, redisReady } from '#server/redis.ts'

/** The Redis the test run started for itself. */
export function testRedisUrl(): string {
  const url = process.env.TEST_REDIS_URL
  if (!url)
    throw new Error('TEST_REDIS_URL is not set. Run the tests with `npm test`, which starts a Redis of its own.')
  return url
}

export const quietLog = createLog('test', process.env.LOG_LEVEL ?? 'silent')

/** A connection that is closed when the test ends. */
export async function testConnection(purpose: 'commands' | 'blocking' | 'worker' = 'commands'): Promise<Redis> {
  const redis = connectRedis(testRedisUrl(), purpose, quietLog)
  onTestFinished(() => redis.disconnect())
  await redisReady(redis)
  return redis
}

/** A prefix no other test uses; its keys are removed when the test ends. */
export function testPrefix(redis: Redis): string {
  const prefix = `test-${randomUUID()}`
  onTestFinished(async () => {
    // Waybill's own keys beside the queues have the prefix in the middle.
    for await (const keys of redis.scanStream({ match: `*${prefix}:*`, count: 1_000 })) {
      if (keys.length > 0) await redis.del(keys)
    }
  })
  return prefix
}

/** A folder that is removed when the test ends. */
export async function testFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'waybill-test-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}
