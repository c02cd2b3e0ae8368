import { Queue } from 'bullmq'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { type AnyJobDefinition, defineJob } from '#core/define-job.ts'
import { type RedisClient, redisReady } from '#server/redis.ts'
import { connectRedisCluster } from '#server/redis-cluster.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { startRedis } from '#server/testing/start-redis.ts'
import { startRedisCluster } from '#server/testing/start-redis-cluster.ts'
import { quietLog, testFolder } from '#server/testing/test-redis.ts'
import { startWorkers } from './start-workers.ts'

const drainMs = 2_500

async function startTask(redis: RedisClient, prefix: string, run: AnyJobDefinition['run']) {
  const about = { title: 'Task', description: 'Runs.', input: z.object({}), stages: {}, label: () => 'task' }
  const catalogue = new Map([['task', defineJob({ ...about, run })]])
  const paths = dataPaths(await testFolder())
  return startWorkers({ catalogue, redis, prefix, paths, worker: 'test', log: quietLog, drainMs })
}

/** A worker of one job type, on a Redis of its own that can be killed. */
async function start(run: AnyJobDefinition['run']) {
  const server = await startRedis(['--appendonly', 'yes'])
  const redis = await server.connect('worker')
  const workers = await startTask(redis, 'bull', run)
  const queue = new Queue('task', { connection: await server.connect('worker'), skipMetasUpdate: true })
  queue.on('error', (error) => quietLog.debug({ err: error }))
  onTestFinished(() => queue.close())
  /** Redis ends, and the worker has noticed. */
  async function lose() {
    const attempts = new Promise<void>((resolve) => {
      let count = 0
      redis.on('reconnecting', () => {
        count += 1
        if (count === 3) resolve()
      })
    })
    await server.kill()
    await attempts
  }
  return { server, lose, workers, queue }
}

test('a worker that is asked to stop while Redis is away stops, whether Redis comes back or not', async () => {
  const { lose, workers } = await start(async () => {})
  await lose()
  const startedAt = performance.now()
  await workers.close()
  expect(performance.now() - startedAt).toBeLessThan(drainMs + 1_000)
})

test('[G3] a worker that is asked to stop while Redis is away still tells how its job ended', async () => {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const { server, lose, workers, queue } = await start(() => ended)
  const job = await queue.add('task', {})
  await vi.waitFor(async () => expect(await queue.getActiveCount()).toBe(1))
  await lose()
  const closing = workers.close()
  end()
  await server.start()
  await closing
  expect(await queue.getJobState(String(job.id))).toBe('completed')
})

test('a worker that is asked to stop while a cluster is down stops, although its nodes still answer', async () => {
  const { urls, primaries } = await startRedisCluster()
  const redis = connectRedisCluster(urls, 'worker', quietLog)
  onTestFinished(() => redis.disconnect())
  await redisReady(redis)
  const workers = await startTask(redis, '{u0}', async () => {})
  const [first, , third] = primaries
  await third?.server.kill()
  const state = () => first?.redis.call('CLUSTER', 'INFO')
  await vi.waitFor(async () => expect(await state()).toContain('cluster_state:fail'), 10_000)
  const startedAt = performance.now()
  await workers.close()
  expect(performance.now() - startedAt).toBeLessThan(drainMs + 1_000)
})
