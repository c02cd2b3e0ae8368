import { expect, onTestFinished, test } from 'vitest'
import type { Ops } from '#core/ops.ts'
import type { FeedSubscriber } from '#server/bridge/broadcast.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { quietLog, testConnection } from '#server/testing/test-redis.ts'
import { createOpsFeed } from './ops-feed.ts'
import { createQueueLook, type QueueLook } from './queue-look.ts'

async function start() {
  const { prefix, tail, queues } = await startPipeline(['mail', 'images'])
  const redis = await testConnection()
  const lookOnce = createQueueLook(redis, prefix)
  let reads = 0
  const look: QueueLook = (queue) => {
    reads += 1
    return lookOnce(queue)
  }
  const ops = createOpsFeed({
    ...{ look, queues: ['mail', 'images'], own: ['mail'], workers: () => [], lostWorkers: () => [] },
    ...{ tail, log: quietLog, everyMs: 10 },
  })
  onTestFinished(() => ops.close())
  return { ops, redis, queues, reads: () => reads, prefix }
}

/** Watches, and says what it was told last. */
function listener() {
  let last: Ops | undefined
  let told = 0
  const subscriber: FeedSubscriber = {
    changes(changes) {
      last = changes.ops
      told += 1
    },
    reset() {},
  }
  return { subscriber, last: () => last, told: () => told }
}

test('[I7] what operators watch is read once for all of them, and not at all when nobody watches', async () => {
  const { ops, reads, queues } = await start()
  const everybody = Array.from({ length: 50 }, listener)
  const opened = await Promise.all(everybody.map(({ subscriber }) => ops.open(subscriber)))
  expect(reads()).toBe(2)
  await queues.get('mail').add('mail', {})
  for (const { last } of everybody) await expect.poll(() => last()?.queues[0]?.counts.pending).toBe(1)
  for (const { close } of opened) close()
  // The look that was under way ends; after it there is no other.
  const again = listener()
  const before = reads()
  const { close } = await ops.open(again.subscriber)
  close()
  expect(reads() - before).toBeLessThanOrEqual(4)
  expect(everybody.every(({ told }) => told() === everybody[0]?.told())).toBe(true)
})

test('[G9] while Redis is away operators keep what was last known, and are told that it may be old', async () => {
  const { ops, redis, queues } = await start()
  await queues.get('mail').add('mail', {})
  const { subscriber, last } = listener()
  await ops.open(subscriber)
  redis.disconnect()
  await expect.poll(last).toMatchObject({ caughtUp: false, queues: [{ name: 'mail', counts: { pending: 1 } }, {}] })
  expect(last()).toMatchObject({ workers: undefined, lost: undefined })
})

test('an operator sees how long the first in line waits, what limits a queue, and which queues are others', async () => {
  const { ops, queues } = await start()
  const mail = queues.get('mail')
  const { subscriber, last } = listener()
  await ops.open(subscriber)
  await expect.poll(last).toBeUndefined()
  const first = await mail.add('mail', {}, { delay: 1 })
  await first.promote()
  await mail.add('mail', {}, { timestamp: Date.now() + 60_000 })
  await mail.setGlobalConcurrency(2)
  await mail.setGlobalRateLimit(10, 60_000)
  await mail.pause()
  const limits = { concurrency: 2, rate: { max: 10, perMs: 60_000 } }
  await expect
    .poll(() => last()?.queues)
    .toEqual([
      {
        ...{ name: 'mail', counts: { pending: 2, running: 0, success: 0, failure: 0 }, paused: true, limits },
        waitingSince: first.timestamp + 1,
      },
      { name: 'images', counts: { pending: 0, running: 0, success: 0, failure: 0 }, paused: false, foreign: true },
    ])
})

test('[I10] a queue whose first job is broken, or whose limits are none, is seen all the same', async () => {
  const { queues, redis, prefix } = await start()
  await queues.get('mail').add('mail', {}, { jobId: 'broken' })
  await redis.set(`${prefix}:mail:broken`, 'no hash')
  await redis.hset(`${prefix}:mail:meta`, { concurrency: 'many', max: '-1', duration: '{}' })
  const seen = await createQueueLook(redis, prefix)('mail')
  expect(seen).toEqual({ counts: { pending: 1, running: 0, success: 0, failure: 0 }, paused: false })
})
