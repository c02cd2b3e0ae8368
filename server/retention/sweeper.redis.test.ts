import type { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { tombstoneDays } from '#core/job-limits.ts'
import { queueKey } from '#server/queues.ts'
import { finishJob, putFinished } from '#server/testing/finished-jobs.ts'
import { day, keep, second, setUpSweep, start, sweepAll } from '#server/testing/set-up-sweep.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { createRetention } from './retention.ts'
import { Sweeper } from './sweeper.ts'

test('[G14] a job goes when its time is over and not before, and what is left says what it was', async () => {
  const { sweeper, clock, put, count, ask, events, redis, keys } = await setUpSweep()
  await put({ id: 'a', finishedOn: start, keep }, { id: 'b', finishedOn: start, keep, state: 'failed' })
  clock.now = start + 60 * second - 1
  await sweepAll(sweeper)
  expect(await count()).toMatchObject({ success: 1, failure: 1 })
  clock.now = start + 60 * second
  await sweepAll(sweeper)
  expect(await count()).toMatchObject({ success: 0, failure: 1 })
  expect(await events()).toEqual([['event', 'expired', 'jobId', 'a']])
  const job = {
    ...{ type: 'mail', label: 'Label of a', state: 'success', expiredAt: clock.now },
    times: { submittedAt: start - 20, startedAt: start - 10, finishedAt: start },
  }
  await expect(ask('a')).rejects.toMatchObject({ code: 'expired', tombstone: job })
  await expect(ask('nobody')).rejects.toMatchObject({ code: 'unknown_job' })
  const stands = await redis.pttl(`${keys.tombstones}a`)
  expect(stands).toBeGreaterThan(tombstoneDays * day - 60 * second)
  expect(stands).toBeLessThanOrEqual(tombstoneDays * day)
  clock.now = start + 3_600 * second
  await sweepAll(sweeper)
  expect(await count()).toMatchObject({ success: 0, failure: 0 })
  await expect(ask('b')).rejects.toMatchObject({ code: 'expired', tombstone: { state: 'failure', reason: 'error' } })
})

test('[G14] a job whose time is over is expired for who asks, also before anybody took it away', async () => {
  const { put, ask, clock } = await setUpSweep()
  await put({ id: 'a', finishedOn: start, keep })
  clock.now = start + 60 * second - 1
  expect((await ask('a')).job.state).toBe('success')
  clock.now = start + 60 * second
  await expect(ask('a')).rejects.toMatchObject({ code: 'expired', tombstone: { label: 'Label of a' } })
})

test('[G14] a job of another program is never removed, nor written to', async () => {
  const { sweeper, clock, put, count, redis, prefix, keys } = await setUpSweep()
  await put({ id: 'theirs', finishedOn: start }, { id: 'theirs too', finishedOn: start, state: 'failed' })
  await redis.hset(
    queueKey(prefix, 'mail', 'theirs too'),
    'opts',
    '{"waybill":{"v":1,"label":"x","keep":{"failure":"1"}}}',
  )
  await redis.zadd(keys.due, 0, 'theirs', 0, 'theirs too', 0, 'never was')
  const before = await redis.dump(queueKey(prefix, 'mail', 'theirs'))
  clock.now = start + 400 * day
  await sweepAll(sweeper)
  expect(await count()).toMatchObject({ success: 1, failure: 1 })
  expect(await redis.dump(queueKey(prefix, 'mail', 'theirs'))).toEqual(before)
  expect(await redis.exists(keys.due, queueKey(prefix, 'mail', 'events'))).toBe(0)
})

test('[G14] ten thousand jobs go in bounded rounds, each of them told once', async () => {
  const { sweeper, clock, put, count, redis, prefix, keys } = await setUpSweep()
  // Many end in the very same millisecond: that must not hold the walk up.
  const jobs = Array.from({ length: 10_000 }, (_, i) => ({ id: `j${i}`, finishedOn: start + (i % 3), keep }))
  await put(...jobs)
  await put({ id: 'later', finishedOn: start + day, keep })
  clock.now = start + day
  let more = true
  let left = 10_000
  while (more) {
    more = await sweeper.round()
    const { success } = await count()
    expect(left + 1 - success).toBeLessThanOrEqual(200)
    left = success - 1
  }
  expect(await count()).toMatchObject({ success: 1 })
  expect(await redis.xlen(queueKey(prefix, 'mail', 'events'))).toBe(10_000)
  expect(await redis.zcard(keys.gone)).toBe(10_000)
})

test('a job that ended by a clock far off is found all the same', async () => {
  const { sweeper, clock, put, count } = await setUpSweep()
  await sweepAll(sweeper)
  await put({ id: 'past', finishedOn: start - 300 * day, keep }, { id: 'future', finishedOn: start + day, keep })
  await put({ id: 'now', finishedOn: start, keep })
  await sweepAll(sweeper)
  expect(await count()).toMatchObject({ success: 2 })
  await put({ id: 'next', finishedOn: start + second, keep })
  clock.now = start + 61 * second
  await sweepAll(sweeper)
  expect(await count()).toMatchObject({ success: 1 })
})

test('a job that ends now is seen at once, however many are kept and whatever their clocks say', async () => {
  const { sweeper, clock, put, count } = await setUpSweep()
  const kept = Array.from({ length: 1_600 }, (_, i) => ({
    id: `k${i}`,
    finishedOn: start - i * second,
    keep: { ...keep, success: 1e9 },
  }))
  await put(...kept, { id: 'future', finishedOn: start + day, keep })
  await sweepAll(sweeper)
  for (let i = 0; i < 5; i += 1) {
    clock.now += second
    // Its worker's clock is a little behind.
    await put({ id: `now${i}`, finishedOn: clock.now - 3 * second, keep: { ...keep, success: 0 } })
    await sweeper.round()
    expect(await count()).toMatchObject({ success: kept.length + 1 })
  }
})

test('[I10] a queue that cannot be read harms no other', async () => {
  const { redis, prefix, reader, clock } = await setUpSweep()
  await putFinished(redis, prefix, 'mail', [{ id: 'a', finishedOn: start, keep }])
  await redis.set(queueKey(prefix, 'broken', 'completed'), 'not a set')
  clock.now = start + day
  const queues = ['broken', 'mail']
  const retention = createRetention(redis, prefix)
  await sweepAll(new Sweeper({ retention, reader, queues, log: quietLog, now: () => clock.now }))
  expect((await reader.jobs('mail', [])).counts.success).toBe(0)
})

test('what goes with an expired job is exactly what BullMQ itself removes', async () => {
  const removed = await keysAfter(async (job, { remove }) => remove(job))
  const expired = await keysAfter(async (_job, { expire }) => expire())
  const own = (key: string) => key.startsWith('waybill:')
  expect(removed.length).toBeGreaterThan(0)
  expect(expired.filter((key) => !own(key))).toEqual(removed)
  expect(expired.filter(own)).toHaveLength(2)
})

type End = { remove(job: { remove(): Promise<void> }): Promise<void>; expire(): Promise<unknown> }

/** The keys that are left of a job BullMQ ran, with a log and a deduplication key. */
async function keysAfter(end: (job: { remove(): Promise<void> }, ways: End) => Promise<unknown>): Promise<string[]> {
  const { redis, prefix, sweeper, clock } = await setUpSweep()
  const waybill = { v: 1, label: 'x', tags: [], keep }
  const job = await finishJob(prefix, 'mail', { jobId: 'j_a', deduplication: { id: 'one', ttl: 600_000 }, waybill })
  expect(await allKeys(redis, prefix)).toContain('PREFIX:mail:j_a:logs')
  clock.now = Date.now() + day
  await end(job, { remove: (each) => each.remove(), expire: () => sweepAll(sweeper) })
  return allKeys(redis, prefix)
}

const allKeys = async (redis: Redis, prefix: string) =>
  (await redis.keys(`*${prefix}:*`)).map((key) => key.replaceAll(prefix, 'PREFIX')).toSorted()
