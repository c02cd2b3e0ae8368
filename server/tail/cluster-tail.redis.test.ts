import { Worker } from 'bullmq'
import type { Cluster } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { Bridge } from '#server/bridge/bridge.ts'
import { createLogReader } from '#server/logs/log-reader.ts'
import { createQueues, queueKey } from '#server/queues.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { redisReady } from '#server/redis.ts'
import { connectRedisCluster, hashTag, slotOwner } from '#server/redis-cluster.ts'
import { recordTail, untilCaughtUp } from '#server/testing/record-tail.ts'
import { watch } from '#server/testing/start-pipeline.ts'
import { startRedisCluster } from '#server/testing/start-redis-cluster.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { createClusterTail } from './cluster-tail.ts'

async function startCluster() {
  const nodes = await startRedisCluster()
  const connect = async (purpose: 'commands' | 'worker') => {
    const cluster = connectRedisCluster(nodes.urls, purpose, quietLog)
    onTestFinished(() => cluster.disconnect())
    await redisReady(cluster)
    return cluster
  }
  const follow = (cluster: Cluster, prefix: string, queues: readonly string[]) => {
    const tail = createClusterTail({ cluster, prefix, queues, log: quietLog })
    onTestFinished(() => tail.close())
    return tail
  }
  return { ...nodes, connect, follow }
}

test('queues in several slots of a cluster are followed as one, also through a failover', async () => {
  const { connect, follow, replica } = await startCluster()
  const cluster = await connect('worker')
  // Tags that lie on the first, second and third node.
  const queues = ['{u0}', '{u1}', '{u2}', '{u3}', '{u4}', '{u5}']
  const key = (queue: string) => queueKey('bull', queue, 'events')
  const slots = await Promise.all(queues.map((queue) => cluster.cluster('KEYSLOT', key(queue))))
  expect(new Set(slots.map((slot) => slotOwner(cluster, slot))).size).toBe(3)
  expect(await cluster.cluster('KEYSLOT', hashTag(key('{u0}')))).toBe(slots[0])

  const tail = follow(cluster, 'bull', queues)
  const { heard, listener, until } = recordTail()
  await tail.start(listener)
  await untilCaughtUp(tail)
  expect(heard.epochs).toHaveLength(1)
  expect(Object.keys(heard.epochs[0]?.positions ?? {}).toSorted()).toEqual(queues)
  const write = async (queue: string) => `${queue} ${await cluster.xadd(key(queue), '*', 'event', 'waiting')}`
  const written = await Promise.all(queues.map(write))
  await until(() => heard.ids.length === queues.length)
  expect(heard.ids.toSorted()).toEqual(written.toSorted())

  const before = heard.epochs.length
  await replica.redis.cluster('FAILOVER')
  await until(() => heard.epochs.length > before)
  await untilCaughtUp(tail)
  const after = await Promise.all(queues.map(write))
  await until(() => after.every((id) => heard.ids.includes(id)))
  expect(new Set(heard.epochs.map(({ epoch }) => epoch)).size).toBeGreaterThan(1)

  await tail.add('{new}')
  const added = await write('{new}')
  await until(() => heard.ids.includes(added))
}, 60_000)

test('a job is submitted, run, followed and shown in a cluster when the prefix is a hash tag', async () => {
  const { connect, follow } = await startCluster()
  const commands = await connect('commands')
  const prefix = '{bull}'
  const queues = createQueues(await connect('worker'), prefix)
  onTestFinished(() => queues.close())
  const reader = createJobReader(commands, prefix)
  const logs = createLogReader(commands, prefix)
  const bridge = new Bridge({ reader, logs, queues: ['mail', 'images'], log: quietLog })
  await follow(commands, prefix, ['mail', 'images']).start(bridge)
  const worker = new Worker('mail', async (job) => job.updateProgress(50), {
    connection: await connect('worker'),
    prefix,
  })
  worker.on('error', (error) => quietLog.warn({ err: error }))
  onTestFinished(() => worker.close())

  const seen = await watch(bridge, { kind: 'board', perState: 10 })
  await queues.get('mail').add('mail', {})
  await seen.until((jobs) => [...jobs.values()].some((job) => job.state === 'success'))
  expect(await reader.newest('mail', 10)).toMatchObject({ jobs: [{ state: 'success' }], counts: { success: 1 } })
}, 60_000)
