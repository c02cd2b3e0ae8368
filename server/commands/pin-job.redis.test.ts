import { expect, test } from 'vitest'
import type { Job } from '#core/job.ts'
import { keptUntil } from '#core/kept-until.ts'
import { queueKey } from '#server/queues.ts'
import { createPins } from '#server/retention/pins.ts'
import { createRetention } from '#server/retention/retention.ts'
import { retentionKeys } from '#server/retention/retention-keys.ts'
import { Sweeper } from '#server/retention/sweeper.ts'
import { createTombstones } from '#server/retention/tombstones.ts'
import { putFinished } from '#server/testing/finished-jobs.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { pinJob, unpinnedForMs } from './pin-job.ts'

const second = 1_000
const keep = { success: 3_600, failure: 3_600 }
const ids = ['mail:a', 'mail:b']

/** Two finished jobs that somebody watches, and a sweeper whose clock is set by hand. */
async function setUp() {
  const pipeline = await startPipeline(['mail'])
  const { commands: redis, prefix, reader } = pipeline
  const start = Date.now()
  const clock = { now: start }
  await putFinished(redis, prefix, 'mail', [
    { id: 'a', finishedOn: start, keep },
    { id: 'b', finishedOn: start, keep, state: 'failed' },
  ])
  const services = { reader, tombstones: createTombstones(redis, prefix), pins: createPins(redis, prefix) }
  const now = () => clock.now
  const sweeper = new Sweeper({
    retention: createRetention(redis, prefix),
    reader,
    queues: ['mail'],
    log: quietLog,
    now,
  })
  const fresh = async (id: string) => (await reader.jobs('mail', [id])).jobs[0]
  return {
    ...{ ...pipeline, redis, clock, start, sweeper, fresh, services },
    pin: (id: string, on = true) => pinJob(services, `mail:${id}`, on, clock.now),
    seen: await pipeline.watch({ kind: 'jobs', ids }),
    sweep: async () => {
      while (await sweeper.round());
    },
  }
}

const unversioned = (job: Job | undefined) => job && { ...job, version: '' }

test('[G14] a pinned job stays beyond its time, everybody sees it, and it goes when it is unpinned and its time is over', async () => {
  const { pin, seen, sweep, clock, start, fresh, redis, prefix } = await setUp()
  expect(await pin('a')).toEqual({ id: 'mail:a', pinned: true, expiresAt: undefined })
  await pin('b')
  await seen.until((board) => ids.every((id) => board.get(id)?.flags.includes('pinned')))
  for (const id of ids) expect(unversioned(seen.board().get(id))).toEqual(unversioned(await fresh(id.slice(5))))
  clock.now = start + 100 * 3_600 * second
  await sweep()
  expect(await fresh('a')).toMatchObject({ state: 'success', flags: ['pinned'] })

  // Nobody loses a job by a click.
  const until = clock.now + unpinnedForMs
  expect(await pin('a', false)).toEqual({ id: 'mail:a', pinned: false, expiresAt: until })
  expect(await redis.zscore(retentionKeys(prefix, 'mail').due, 'a')).toBe(String(until))
  await seen.until((board) => board.get('mail:a')?.flags.length === 0)
  expect(unversioned(seen.board().get('mail:a'))).toEqual(unversioned(await fresh('a')))
  clock.now = until - 1
  await sweep()
  expect(await fresh('a')).toBeDefined()
  clock.now = until
  await sweep()
  await seen.until((board) => !board.has('mail:a'))
  expect(seen.events.filter(({ type }) => type === 'expired')).toHaveLength(1)
  expect(await fresh('b')).toMatchObject({ state: 'failure', flags: ['pinned'] })
})

test('a pin that is taken away in time leaves the time as it was', async () => {
  const { pin, start, fresh, sweep, clock } = await setUp()
  await pin('a')
  await pin('a')
  await sweep()
  expect((await pin('a', false)).expiresAt).toBe(start + 3_600 * second)
  const job = await fresh('a')
  expect(job && keptUntil(job)).toBe(start + 3_600 * second)
  clock.now = start + 3_600 * second
  await sweep()
  expect(await fresh('a')).toBeUndefined()
})

test('what is pinned already is told nobody again', async () => {
  const { pin, redis, prefix } = await setUp()
  await pin('a')
  await pin('a')
  await pin('b', false)
  expect(await redis.xlen(queueKey(prefix, 'mail', 'events'))).toBe(1)
})

test('a retry makes the pin pass', async () => {
  const { pin, fresh, queues, seen, redis, prefix, start, clock, sweep } = await setUp()
  await pin('b')
  await seen.until((board) => board.get('mail:b')?.flags.includes('pinned') ?? false)
  await (await queues.get('mail').getJob('b'))?.retry('failed')
  await seen.until((board) => board.get('mail:b')?.state === 'pending')
  expect(seen.board().get('mail:b')?.flags).toEqual([])
  expect((await fresh('b'))?.flags).toEqual([])
  await redis.lrem(queueKey(prefix, 'mail', 'wait'), 1, 'b')
  await putFinished(redis, prefix, 'mail', [{ id: 'b', finishedOn: start, keep, state: 'failed' }])
  await redis.hset(queueKey(prefix, 'mail', 'b'), 'ats', 2)
  expect(await fresh('b')).toMatchObject({ flags: [], expiresAt: start + 3_600 * second })
  clock.now = start + 3_600 * second
  await sweep()
  expect(await fresh('b')).toBeUndefined()
})

test('only what has ended, is still there and was submitted here can be pinned', async () => {
  const { pin, redis, prefix, queues, clock, start, services } = await setUp()
  await putFinished(redis, prefix, 'mail', [{ id: 'theirs', finishedOn: start }])
  const before = await redis.dump(queueKey(prefix, 'mail', 'theirs'))
  await queues.get('mail').add('mail', {}, { jobId: 'waits' })
  await expect(pin('theirs')).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(pin('waits')).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(pin('nobody')).rejects.toMatchObject({ code: 'unknown_job' })
  await expect(pinJob(services, 'nonsense', true)).rejects.toMatchObject({ code: 'id_format' })
  expect(await redis.dump(queueKey(prefix, 'mail', 'theirs'))).toEqual(before)
  clock.now = start + 3_600 * second
  await expect(pin('a')).rejects.toMatchObject({ code: 'expired' })
  // Also when its time runs out between the look and the pin.
  const request = { on: true, atLeastUntil: 0, now: clock.now }
  expect(await services.pins.set({ queue: 'mail', id: 'a' }, request)).toBe('expired')
})
