import { expect, test } from 'vitest'
import { keptUntil } from '#core/kept-until.ts'
import { queueKey } from '#server/queues.ts'
import { day, keep, second, setUpSweep, start, sweepAll } from '#server/testing/set-up-sweep.ts'
import { createPins } from './pins.ts'

/** A child whose own time is a minute, of a parent that is kept for an hour once it ended. */
async function setUp() {
  const sweep = await setUpSweep()
  const { redis, prefix, put, reader } = sweep
  const key = (id: string) => queueKey(prefix, 'mail', id)
  await put({ id: 'child', finishedOn: start, keep })
  await put({ id: 'parent', finishedOn: start + 90 * second, keep: { success: 3_600, failure: 3_600 } })
  await redis.zrem(key('completed'), 'parent')
  await redis.zadd(key('waiting-children'), start, 'parent')
  await redis.hset(key('child'), {
    parentKey: key('parent'),
    parent: JSON.stringify({ id: 'parent', queueKey: `${prefix}:mail`, fpof: true }),
  })
  await redis.hset(`${key('parent')}:processed`, key('child'), '1')
  return {
    ...sweep,
    key,
    endParent: async () => {
      await redis.zrem(key('waiting-children'), 'parent')
      await redis.zadd(key('completed'), start + 90 * second, 'parent')
    },
    there: async () => (await reader.jobs('mail', ['child', 'parent'])).jobs.map(({ id }) => id),
    promised: async (id: string) => {
      const [job] = (await reader.jobs('mail', [id])).jobs
      return job && keptUntil(job)
    },
  }
}

const both = ['mail:child', 'mail:parent']
const parentsTime = start + 90 * second + 3_600 * second

test('[G14] a child stays while its parent has not ended, and then as long as its parent', async () => {
  const { sweeper, clock, there, promised, endParent, ask } = await setUp()
  clock.now = start + 80 * second
  await sweepAll(sweeper)
  expect(await there()).toEqual(both)
  expect(await promised('child')).toBeUndefined()
  expect((await ask('child')).job.state).toBe('success')
  await endParent()
  expect(await promised('child')).toBe(parentsTime)
  clock.now = parentsTime - 1
  await sweepAll(sweeper)
  expect(await there()).toEqual(both)
  clock.now = parentsTime + 2 * 60 * second
  await sweepAll(sweeper)
  expect(await there()).toEqual([])
  await expect(ask('child')).rejects.toMatchObject({ code: 'expired' })
})

test('[G14] who pins a parent keeps its children', async () => {
  const { sweeper, clock, there, endParent, redis, prefix, promised } = await setUp()
  await endParent()
  const pins = createPins(redis, prefix)
  clock.now = start + 91 * second
  await pins.set({ queue: 'mail', id: 'parent' }, { on: true, atLeastUntil: clock.now, now: clock.now })
  clock.now = start + 30 * day
  await sweepAll(sweeper)
  expect(await there()).toEqual(both)
  expect(await promised('child')).toBeUndefined()
})

test('[G14] a child that was pinned while its parent ran is kept by that, and goes when it is unpinned', async () => {
  const { sweeper, clock, there, endParent, redis, prefix } = await setUp()
  const pins = createPins(redis, prefix)
  const child = { queue: 'mail', id: 'child' }
  await pins.set(child, { on: true, atLeastUntil: start + day, now: start + day })
  await endParent()
  clock.now = start + 2 * day
  await sweepAll(sweeper)
  expect(await there()).toEqual(['mail:child'])
  await pins.set(child, { on: false, atLeastUntil: clock.now, now: clock.now })
  clock.now += day
  await sweepAll(sweeper)
  expect(await there()).toEqual([])
})

test('a child of a parent that is no more is kept for its own time', async () => {
  const { sweeper, clock, there, redis, key } = await setUp()
  await redis.del(key('parent'), `${key('parent')}:processed`)
  await redis.zrem(key('waiting-children'), 'parent')
  clock.now = start + 61 * second
  await sweepAll(sweeper)
  expect(await there()).toEqual([])
})
