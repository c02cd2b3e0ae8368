import { expect, test } from 'vitest'
import { flagsField, queueKey } from '#server/queues.ts'
import { day, keep, second, setUpSweep, start, sweepAll } from '#server/testing/set-up-sweep.ts'
import { createRetention, type Retention } from './retention.ts'

test('[G14] whoever crashes between the steps, the next one finishes the work', async () => {
  const { sweeper, sweeperWith, clock, put, count, redis, prefix, events } = await setUpSweep()
  await put({ id: 'a', finishedOn: start, keep }, { id: 'b', finishedOn: start + 1, keep })
  clock.now = start + day
  const real = createRetention(redis, prefix)
  const crash = () => Promise.reject(new Error('The process is gone.'))
  await sweeperWith({ ...real, expire: crash }).round()
  expect(await count()).toMatchObject({ success: 2 })
  // The answer was lost on the way back: nobody knows what went.
  const expireAndCrash: Retention['expire'] = async (...of) => {
    await real.expire(...of)
    return crash()
  }
  await sweeperWith({ ...real, expire: expireAndCrash }).round()
  await sweepAll(sweeper)
  expect(await count()).toMatchObject({ success: 0 })
  expect(await events()).toHaveLength(2)
})

test('[G14] a job that was retried since somebody looked stays, and goes when its new time is over', async () => {
  const { sweeperWith, clock, put, redis, prefix, reader } = await setUpSweep()
  await put({ id: 'a', finishedOn: start, keep, state: 'failed' })
  const real = createRetention(redis, prefix)
  const retried: Retention['expire'] = async (...of) => {
    await redis
      .multi()
      .zrem(queueKey(prefix, 'mail', 'failed'), 'a')
      .lpush(queueKey(prefix, 'mail', 'wait'), 'a')
      .exec()
    return real.expire(...of)
  }
  clock.now = start + day
  await sweeperWith({ ...real, expire: retried }).round()
  const state = async () => (await reader.jobs('mail', ['a'])).jobs[0]?.state
  expect(await state()).toBe('pending')
  await redis.lrem(queueKey(prefix, 'mail', 'wait'), 1, 'a')
  await put({ id: 'a', finishedOn: clock.now, keep, state: 'failed' })
  const next = sweeperWith(real)
  await sweepAll(next)
  expect(await state()).toBe('failure')
  clock.now += keep.failure * second
  await sweepAll(next)
  expect(await state()).toBeUndefined()
})

test('[G14] a job that is to be kept for longer since somebody looked stays until then', async () => {
  const { sweeperWith, clock, put, redis, prefix, count } = await setUpSweep()
  await put({ id: 'a', finishedOn: start, keep })
  const real = createRetention(redis, prefix)
  clock.now = start + day
  const keepUntil = clock.now + 600 * second
  const unpinned: Retention['expire'] = async (...of) => {
    await redis.hset(queueKey(prefix, 'mail', 'a'), flagsField, JSON.stringify({ attempt: 1, flags: [], keepUntil }))
    return real.expire(...of)
  }
  const sweeper = sweeperWith({ ...real, expire: unpinned })
  await sweepAll(sweeper)
  clock.now = keepUntil - 1
  await sweepAll(sweeper)
  expect(await count()).toMatchObject({ success: 1 })
  clock.now = keepUntil
  await sweepAll(sweeper)
  expect(await count()).toMatchObject({ success: 0 })
})

test('[G14] what is left of a job is never about an attempt that was not its last', async () => {
  const { sweeperWith, clock, put, redis, prefix, ask } = await setUpSweep()
  await put({ id: 'a', finishedOn: start, keep, state: 'failed' })
  const real = createRetention(redis, prefix)
  clock.now = start + day
  const succeeded: Retention['expire'] = async (...of) => {
    await redis.zrem(queueKey(prefix, 'mail', 'failed'), 'a')
    await put({ id: 'a', finishedOn: start, keep })
    await redis.hset(queueKey(prefix, 'mail', 'a'), 'ats', 2)
    return real.expire(...of)
  }
  await sweeperWith({ ...real, expire: succeeded }).round()
  expect(await redis.exists(queueKey(prefix, 'mail', 'a'))).toBe(1)
  clock.now += 60 * second
  await sweepAll(sweeperWith(real))
  await expect(ask('a')).rejects.toMatchObject({ code: 'expired', tombstone: { state: 'success' } })
})
