import { startEphemeralRedis } from '../launcher/ephemeral-redis.mjs'
import { projectRoot } from '../launcher/project-root.mjs'

/** Gives the tests a Redis of their own in TEST_REDIS_URL, unless one is already named there. */
export default async function redisForTests() {
  if (process.env.TEST_REDIS_URL) return undefined
  const redis = await startEphemeralRedis({ root: projectRoot, say: console.log })
  // Tests that kill their Redis start the same program again.
  Object.assign(process.env, redis.env, { TEST_REDIS_URL: redis.url })
  return async () => {
    delete process.env.TEST_REDIS_URL
    await redis.close()
  }
}
