import { Queue } from 'bullmq'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { defineJob } from '#core/define-job.ts'
import { createCancels } from '#server/cancel/cancels.ts'
import { redisReady } from '#server/redis.ts'
import { connectRedisCluster } from '#server/redis-cluster.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { startRedisCluster } from '#server/testing/start-redis-cluster.ts'
import { quietLog, testFolder } from '#server/testing/test-redis.ts'
import { startWorkers } from './start-workers.ts'

const prefix = '{u0}'

test('[G16] a cancel reaches the worker on a Redis Cluster too, also after the connection that listens was lost', async () => {
  const { urls, primaries, replica } = await startRedisCluster()
  const open = async (purpose: 'commands' | 'worker') => {
    const redis = connectRedisCluster(urls, purpose, quietLog)
    onTestFinished(() => redis.disconnect())
    await redisReady(redis)
    return redis
  }
  const task = defineJob({
    ...{ title: 'Task', description: 'Hangs.', input: z.object({}), stages: {}, label: () => 'task' },
    run: (_input, { signal }) =>
      new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  })
  const redis = await open('worker')
  const paths = dataPaths(await testFolder())
  const options = { catalogue: new Map([['task', task]]), redis, prefix, paths, worker: 'test', log: quietLog }
  const workers = await startWorkers({ ...options, lockMs: 4_000 })
  onTestFinished(() => workers.close())
  const queue = new Queue('task', { connection: redis, prefix, skipMetasUpdate: true })
  onTestFinished(() => queue.close())
  const cancels = createCancels(await open('commands'), prefix)

  async function cancelOne(id: string, before?: () => Promise<unknown>) {
    await queue.add('task', {}, { jobId: id, attempts: 3 })
    await vi.waitFor(async () => expect(await queue.getJobState(id)).toBe('active'), 5_000)
    await before?.()
    expect(await cancels.ask({ queue: 'task', id }, 'ada')).toBe('asked')
    const from = performance.now()
    await vi.waitFor(async () => expect(await queue.getJobState(id)).toBe('failed'), 8_000)
    expect((await queue.getJob(id))?.failedReason).toBe('Cancelled while it was running.')
    return performance.now() - from
  }
  expect(await cancelOne('j_first')).toBeLessThan(1_000)
  const nodes = [...primaries, replica]
  await cancelOne('j_second', () =>
    Promise.all(nodes.map((node) => node.redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub'))),
  )
}, 40_000)
