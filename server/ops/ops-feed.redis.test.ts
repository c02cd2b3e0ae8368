import { expect, onTestFinished, test } from 'vitest'
import type { Ops } from '#core/ops.ts'
import type { FeedSubscriber } from '#server/bridge/broadcast.ts'
import { createJobReader, type JobReader } from '#server/reader/job-reader.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { quietLog, testConnection } from '#server/testing/test-redis.ts'
import { createOpsFeed } from './ops-feed.ts'

async function start() {
  const { prefix, tail, queues } = await startPipeline(['mail', 'images'])
  const redis = await testConnection()
  const reader = createJobReader(redis, prefix)
  let reads = 0
  const jobs: JobReader['jobs'] = (...args) => {
    reads += 1
    return reader.jobs(...args)
  }
  const ops = createOpsFeed({
    ...{ reader: { ...reader, jobs }, queues: ['mail', 'images'], workers: () => [], tail, log: quietLog },
    everyMs: 10,
  })
  onTestFinished(() => ops.close())
  return { ops, redis, queues, reads: () => reads }
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
  expect(last()?.workers).toBeUndefined()
})
