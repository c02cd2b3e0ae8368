import { expect, onTestFinished, test } from 'vitest'
import { redisReady } from '#server/redis.ts'
import { connectRedisCluster } from '#server/redis-cluster.ts'
import { startRedis } from '#server/testing/start-redis.ts'
import { startRedisCluster } from '#server/testing/start-redis-cluster.ts'
import { quietLog, testFolder } from '#server/testing/test-redis.ts'
import { createStorageGauge } from './storage-gauge.ts'

const prefix = 'bull'

test('[G15] jobs are refused while Redis is nearly out of memory, and taken again once it is not', async () => {
  const server = await startRedis()
  const redis = await server.connect()
  const gauge = createStorageGauge({ redis, prefix, dataDir: await testFolder(), maxAgeMs: 0 })
  await expect(gauge.requireSpace()).resolves.toBeUndefined()
  const used = Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1])
  await redis.config('SET', 'maxmemory', Math.round(used * 1.05))
  await expect(gauge.requireSpace()).rejects.toMatchObject({ code: 'insufficient_storage' })
  await redis.config('SET', 'maxmemory', used * 10)
  await expect(gauge.requireSpace()).resolves.toBeUndefined()
})

test('Redis is not asked for each of many', async () => {
  const server = await startRedis()
  const redis = await server.connect()
  const gauge = createStorageGauge({ redis, prefix, dataDir: await testFolder() })
  await redis.config('RESETSTAT')
  await Promise.all(Array.from({ length: 100 }, () => gauge.requireSpace()))
  for (let i = 0; i < 100; i += 1) await gauge.requireSpace()
  expect(/^cmdstat_info:calls=(\d+)/m.exec(await redis.info('commandstats'))?.[1]).toBe('1')
})

test('[G15] a Redis that is gone or does not answer is unavailable within 2.5 s, whatever was read before', async () => {
  const server = await startRedis()
  const redis = await server.connect()
  const folder = await testFolder()
  const remembers = createStorageGauge({ redis, prefix, dataDir: folder, maxAgeMs: 60_000 })
  await remembers.requireSpace()
  server.pause()
  const start = performance.now()
  await expect(createStorageGauge({ redis, prefix, dataDir: folder }).requireSpace()).rejects.toMatchObject({
    code: 'redis_unavailable',
  })
  expect(performance.now() - start).toBeLessThan(2_500)
  server.resume()
  const closed = new Promise((resolve) => redis.once('close', resolve))
  await server.kill()
  await closed
  await expect(remembers.requireSpace()).rejects.toMatchObject({ code: 'redis_unavailable' })
})

test('[G15] a file that would fill the disk is refused, also while Redis is away', async () => {
  const server = await startRedis()
  const gauge = createStorageGauge({ redis: await server.connect(), prefix, dataDir: await testFolder() })
  await server.kill()
  await expect(gauge.requireDisk(1_000)).resolves.toBeUndefined()
  await expect(gauge.requireDisk(2 ** 60)).rejects.toMatchObject({ code: 'insufficient_storage' })
})

test('[G15] of a cluster only the node the queues lie on counts: another one that is away refuses nothing', async () => {
  const { urls, primaries } = await startRedisCluster()
  const [first, second, third] = primaries
  for (const node of primaries) await node.redis.config('SET', 'cluster-require-full-coverage', 'no')
  const redis = connectRedisCluster(urls, 'commands', quietLog)
  onTestFinished(() => redis.disconnect())
  await redisReady(redis)
  const dataDir = await testFolder()
  // It lies on the first node.
  const gauge = createStorageGauge({ redis, prefix: '{u0}', dataDir, maxAgeMs: 0 })
  await third?.redis.config('SET', 'maxmemory', '1mb')
  await second?.server.kill()
  const start = performance.now()
  await expect(gauge.requireSpace()).resolves.toBeUndefined()
  expect(performance.now() - start).toBeLessThan(2_500)
  const used = Number(/^used_memory:(\d+)/m.exec(String(await first?.redis.info('memory')))?.[1])
  await first?.redis.config('SET', 'maxmemory', Math.round(used * 1.05))
  await expect(gauge.requireSpace()).rejects.toMatchObject({ code: 'insufficient_storage' })
}, 30_000)
