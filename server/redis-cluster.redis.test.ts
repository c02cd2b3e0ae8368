import { expect, onTestFinished, test } from 'vitest'
import { isRedisDown, type RedisPurpose, redisReady } from './redis.ts'
import { connectRedisCluster } from './redis-cluster.ts'
import { startRedisCluster } from './testing/start-redis-cluster.ts'
import { quietLog } from './testing/test-redis.ts'

/** Keys that lie on the second and on the third node, which have no replica. */
const [onSecond, onThird] = ['{c}', '{zz}']

async function start() {
  const { urls, primaries } = await startRedisCluster()
  const open = async (purpose: RedisPurpose) => {
    const cluster = connectRedisCluster(urls, purpose, quietLog)
    onTestFinished(() => cluster.disconnect())
    await redisReady(cluster)
    return cluster
  }
  const [, second, third] = primaries
  if (!second || !third) throw new Error('A cluster has three primaries.')
  return { open, second, third }
}

test('[G15] while nodes hang every command is answered in time, also the first ones of a connection', async () => {
  const { open, second, third } = await start()
  const cluster = await open('commands')
  for (const { server } of [second, third]) server.pause()
  const startedAt = performance.now()
  const took = [onSecond, onSecond, onThird, onThird, onSecond, onThird].map(async (key) => {
    await expect(cluster.get(key)).rejects.toSatisfy(isRedisDown)
    return performance.now() - startedAt
  })
  expect(Math.max(...(await Promise.all(took)))).toBeLessThan(2_500)
})

test('[G3] what a worker has to tell outlives a node that is away, and is told when it is back', async () => {
  const { open, third } = await start()
  const [commands, worker] = [await open('commands'), await open('worker')]
  await worker.set(onThird, 'before')
  await third.server.kill()
  const telling = worker.set(onThird, 'after')
  let refusals = 0
  for (const killedAt = performance.now(); performance.now() - killedAt < 2_500; refusals += 1) {
    await expect(commands.get(onThird)).rejects.toSatisfy(isRedisDown)
  }
  expect(refusals).toBeGreaterThan(1)
  await third.server.start()
  expect(await telling).toBe('OK')
  expect(await worker.get(onThird)).toBe('after')
})
