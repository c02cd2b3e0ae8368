import { Cluster, Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { EnvironmentError } from './environment-error.ts'
import { openRedis } from './open-redis.ts'
import { isRedisDown, redisReady } from './redis.ts'
import { connectToSlot } from './redis-cluster.ts'
import { startRedis } from './testing/start-redis.ts'
import { startRedisCluster } from './testing/start-redis-cluster.ts'
import { quietLog } from './testing/test-redis.ts'

test('what REDIS_URL names is asked of Redis: one Redis stays one', async () => {
  const { url } = await startRedis()
  const connect = await openRedis({ redisUrls: [`${url}/2`], prefix: 'bull' }, quietLog)
  const redis = connect('commands')
  onTestFinished(() => redis.disconnect())
  await redisReady(redis)
  expect(redis).toBeInstanceOf(Redis)
  expect(await redis.client('INFO')).toContain('db=2')
})

test('any node leads to the whole cluster, and its password to all of them', async () => {
  const { urls } = await startRedisCluster('ses@me:é')
  const [url = ''] = urls
  const gone = 'redis://127.0.0.1:1'
  const connect = await openRedis({ redisUrls: [url, gone], prefix: '{bull}' }, quietLog)
  const cluster = connect('commands')
  onTestFinished(() => cluster.disconnect())
  await redisReady(cluster)
  if (!(cluster instanceof Cluster)) throw new Error('It was not taken for a cluster.')
  const keys = ['{u0}', '{u2}', '{u5}']
  await Promise.all(keys.map((key) => cluster.set(key, key)))
  expect(await Promise.all(keys.map((key) => cluster.get(key)))).toEqual(keys)
  expect(cluster.nodes('master')).toHaveLength(3)

  const blocking = connectToSlot(cluster, 0, 'blocking', quietLog)
  onTestFinished(() => blocking.disconnect())
  await redisReady(blocking)
  expect(blocking.options.commandTimeout).toBeUndefined()
})

test('settings that do not fit a cluster stop the start with one line that says what to set', async () => {
  const { urls } = await startRedisCluster()
  const [url = ''] = urls
  const open = (redisUrls: string[], prefix: string) => openRedis({ redisUrls, prefix }, quietLog)
  await expect(open([url], 'bull')).rejects.toThrow(/^WAYBILL_PREFIX cannot be used: [^\n]+ \{bull\}\.$/)
  await expect(open([`${url}/1`], '{bull}')).rejects.toThrow(/^REDIS_URL cannot be used: [^\n]+ database/)
  await expect(open([url], 'bull')).rejects.toBeInstanceOf(EnvironmentError)
  await expect(open([`${url}/0`, ...urls], 'jobs:{a}')).resolves.toBeTypeOf('function')
})

test('several addresses that are no cluster stop the start', async () => {
  const [one, two] = [await startRedis(), await startRedis()]
  const opening = openRedis({ redisUrls: [one.url, two.url], prefix: '{bull}' }, quietLog)
  await expect(opening).rejects.toThrow(/^REDIS_URL cannot be used: [^\n]+ Name one\.$/)
})

test('[G15] an address where nobody answers is Redis being away', async () => {
  const opening = openRedis({ redisUrls: ['redis://127.0.0.1:1'], prefix: 'bull' }, quietLog, 100)
  await expect(opening).rejects.toSatisfy(isRedisDown)
})
