import { expect, onTestFinished, test, vi } from 'vitest'
import { workerLost } from '#core/job-flags.ts'
import { queueKey } from '#server/queues.ts'
import { startRedis } from '#server/testing/start-redis.ts'
import { quietLog, testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { createActiveJobs } from './active-jobs.ts'
import { createLeadership } from './leadership.ts'
import { startLiveness } from './liveness.ts'
import { createWorkerRegistry, type WorkerBeat } from './worker-registry.ts'

const beatOf = (name: string, over: Partial<WorkerBeat> = {}): WorkerBeat => ({
  ...{ name, host: 'here', pid: 1, startedAt: 0, types: ['mail'], jobs: [] },
  ...over,
})

test('a worker is online from its beat until the beat runs out, or until it leaves', async () => {
  const redis = await testConnection()
  const registry = createWorkerRegistry(redis, testPrefix(redis), 1_000)
  await registry.beat(beatOf('a', { jobs: ['mail:1'] }))
  await registry.beat(beatOf('b'))
  expect((await registry.census()).online.map((beat) => beat.name).toSorted()).toEqual(['a', 'b'])
  await registry.leave('b')
  expect(await registry.census()).toEqual({
    online: [{ ...beatOf('a', { jobs: ['mail:1'] }), silentMs: expect.any(Number) }],
    lost: [],
  })
  await vi.waitFor(async () => expect((await registry.census()).online).toEqual([]), 5_000)
})

test('a worker that fell silent is remembered with what it held, and no longer once it beats again or leaves', async () => {
  const redis = await testConnection()
  const registry = createWorkerRegistry(redis, testPrefix(redis), 200)
  const held = beatOf('a', { jobs: ['mail:1'], version: '1.0.0', concurrency: { mail: 2 } })
  await registry.beat(held)
  await vi.waitFor(async () => {
    const { online, lost } = await registry.census()
    expect(online).toEqual([])
    expect(lost).toEqual([{ ...held, silentMs: expect.any(Number) }])
    expect(lost[0]?.silentMs).toBeGreaterThan(200)
  }, 5_000)
  await registry.beat(held)
  expect(await registry.census()).toMatchObject({ online: [{ name: 'a' }], lost: [] })
  await registry.leave('a')
  expect(await registry.census()).toEqual({ online: [], lost: [] })
})

test('of many lost workers the last fifty are remembered, and nothing else stays in Redis', async () => {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const registry = createWorkerRegistry(redis, prefix, 1)
  for (let i = 0; i < 60; i += 1) await registry.beat(beatOf(`w${i}`))
  await vi.waitFor(async () => expect((await registry.census()).lost[0]?.name).toBe('w59'), 5_000)
  expect((await registry.census()).lost).toHaveLength(50)
  expect(await redis.zcard(`waybill:{meta}:${prefix}:workers`)).toBe(50)
  expect(await redis.exists(`waybill:{meta}:${prefix}:worker:w0`)).toBe(0)
})

test('[I10] a beat nobody can read hides no other worker', async () => {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const registry = createWorkerRegistry(redis, prefix, 5_000)
  await registry.beat(beatOf('a'))
  await registry.beat(beatOf('b'))
  await redis.set(`waybill:{meta}:${prefix}:worker:a`, '{', 'PX', 5_000)
  expect((await registry.census()).online.map((beat) => beat.name)).toEqual(['b'])
  await registry.leave('b')
})

test('one leads at a time, and the next one as soon as it gives up or falls silent', async () => {
  const redis = await testConnection()
  const key = queueKey(testPrefix(redis), 'mail', 'lead')
  const [one, two, three] = [500, 500, 500].map((termMs) => createLeadership(redis, key, termMs))
  expect([await one?.hold(), await two?.hold(), await one?.hold()]).toEqual([true, false, true])
  await two?.release()
  expect(await two?.hold()).toBe(false)
  await one?.release()
  expect(await two?.hold()).toBe(true)
  await vi.waitFor(async () => expect(await three?.hold()).toBe(true), 5_000)
})

/** How long a beat holds here, and more than as many rounds. */
const lifeMs = 1_200
const rounds = 14

/** A running job of a worker that gives signs of life until it is told to stop, and a web node that listens. */
async function running(redis: Awaited<ReturnType<typeof testConnection>>, prefix: string) {
  const registry = createWorkerRegistry(redis, prefix, lifeMs)
  const beat = () => registry.beat(beatOf('a', { jobs: ['mail:1'] }))
  let timer: NodeJS.Timeout | undefined
  const stop = () => clearInterval(timer)
  const live = () => {
    timer = setInterval(beat, 100)
    return beat()
  }
  onTestFinished(stop)
  await live()
  await redis.hset(queueKey(prefix, 'mail', '1'), { name: 'mail', ats: 1, pb: 'a', data: '{}', opts: '{}' })
  await redis.lpush(queueKey(prefix, 'mail', 'active'), '1')
  const liveness = startLiveness({ redis, prefix, queues: ['mail'], log: quietLog, everyMs: 100, lifeMs })
  onTestFinished(() => liveness.close())
  // Each round of the janitor reads the list of running jobs once.
  const done = async () => Number(/cmdstat_lrange:calls=(\d+)/.exec(await redis.info('commandstats'))?.[1] ?? 0)
  const moreRounds = async (count: number) => {
    const before = await done()
    await vi.waitFor(async () => expect(await done()).toBeGreaterThan(before + count), 10_000)
  }
  return { liveness, live, stop, moreRounds }
}

test('[F8] beats that ran out while Redis was paused make no worker lost', async () => {
  const redis = await (await startRedis(['--enable-debug-command', 'local'])).connect('worker')
  const { live, stop, moreRounds } = await running(redis, 'bull')
  await moreRounds(rounds)
  stop()
  await redis.debug('SLEEP', '2')
  // The worker is a little slower to come back than the web node.
  await moreRounds(2)
  await live()
  await moreRounds(rounds)
  expect(await redis.exists('bull:mail:events')).toBe(0)
})

test('who has just begun to listen calls nobody lost before a beat could have come', async () => {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const startedAt = performance.now()
  const liveness = startLiveness({ redis, prefix, queues: [], log: quietLog, everyMs: 50, lifeMs: 500 })
  onTestFinished(() => liveness.close())
  expect(liveness.workersOnline()).toBeUndefined()
  await vi.waitFor(() => expect(liveness.workersOnline()).toBe(0), 5_000)
  expect(performance.now() - startedAt).toBeGreaterThan(450)
})

test('of many web nodes one flags a lost job, once, and another goes on when it is gone', async () => {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const { liveness, stop } = await running(redis, prefix)
  const other = startLiveness({ redis, prefix, queues: ['mail'], log: quietLog, everyMs: 100, lifeMs })
  onTestFinished(() => other.close())
  stop()
  const active = createActiveJobs(redis, prefix)
  const isLost = async () => (await active.list('mail', 9))[0]?.flags.includes(workerLost)
  await vi.waitFor(async () => expect(await isLost()).toBe(true), 5_000)
  await liveness.close()
  await redis.hincrby(queueKey(prefix, 'mail', '1'), 'ats', 1)
  expect(await isLost()).toBe(false)
  await vi.waitFor(async () => expect(await isLost()).toBe(true), 5_000)
  expect(await redis.xlen(queueKey(prefix, 'mail', 'events'))).toBe(2)
})

test('a job that left its attempt meanwhile is not flagged', async () => {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const active = createActiveJobs(redis, prefix)
  const key = queueKey(prefix, 'mail', '1')
  await redis.hset(key, { ats: 1, pb: 'a' })
  await redis.lpush(queueKey(prefix, 'mail', 'active'), '1')
  const [job] = await active.list('mail', 9)
  if (!job) throw new Error('The job is not listed.')
  await redis.hincrby(key, 'ats', 1)
  await active.flag('mail', job, workerLost, true)
  await redis.hset(key, { ats: 1 })
  await redis.del(queueKey(prefix, 'mail', 'active'))
  await active.flag('mail', job, workerLost, true)
  expect(await redis.hkeys(key)).toEqual(['ats', 'pb'])
  expect(await redis.exists(queueKey(prefix, 'mail', 'events'))).toBe(0)
})
