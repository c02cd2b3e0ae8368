import { expect, test } from 'vitest'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { startSchedules } from '#server/testing/start-schedules.ts'

const nightly = { name: 'Nightly', input: { to: 'ada' }, cron: '0 3 * * *', timeZone: 'Europe/Berlin' }
const hour = 3_600_000

const start = () => startSchedules('mail', mailDefinition)

test('a schedule plans its next run as a job that knows whose it is', async () => {
  const { create, read, queue, reader } = await start()
  const { id, replayed } = await create({ ...nightly, tags: ['night', 'night'], priority: 5 })
  expect(replayed).toBe(false)
  const shown = await read(id)
  expect(shown).toMatchObject({ ...nightly, id, type: 'mail', tags: ['night'], priority: 5, paused: false })
  expect(shown.nextRuns).toHaveLength(5)
  const [first = 0] = shown.nextRuns
  expect(shown.nextRun).toEqual({ id: `mail:repeat:${id}:${first}`, at: first })
  const job = await queue.getJob(`repeat:${id}:${first}`)
  expect(job).toMatchObject({ name: 'mail', data: { to: 'ada' }, opts: { priority: 5 } })
  const [card] = (await reader.jobs('mail', [String(job?.id)])).jobs
  expect(card).toMatchObject({ state: 'pending', reason: 'scheduled', nextRunAt: first, label: 'ada', tags: ['night'] })
  expect(job?.opts).toMatchObject({ waybill: { schedule: { id, name: 'Nightly' } } })
})

test('a schedule that runs every so often begins after the first interval', async () => {
  const { create, read } = await start()
  const before = Date.now()
  const { id } = await create({ name: 'Often', input: { to: 'ada' }, everyMs: hour })
  const {
    nextRuns: [first = 0, second = 0],
  } = await read(id)
  expect(first - hour).toBeGreaterThanOrEqual(before)
  expect(first - hour).toBeLessThanOrEqual(Date.now())
  expect(second - first).toBe(hour)
})

test('the same request again is the same schedule, also when many come at once', async () => {
  const { create, list, queue } = await start()
  const made = await Promise.all(Array.from({ length: 20 }, () => create(nightly)))
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  expect(made.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect((await list(10)).total).toBe(1)
  expect(await queue.getDelayedCount()).toBe(1)
  expect(await queue.getJobSchedulersCount()).toBe(1)
})

test('a name belongs to one schedule', async () => {
  const { create, change } = await start()
  const { id } = await create(nightly)
  const taken = { code: 'schedule_exists', field: 'name', message: expect.stringContaining(id) }
  await expect(create({ ...nightly, cron: '0 4 * * *' })).rejects.toMatchObject(taken)
  const other = await create({ ...nightly, name: 'Other' })
  await expect(change(other.id, { name: 'Nightly' })).rejects.toMatchObject(taken)
  await change(id, { name: 'Renamed' })
  await change(other.id, { name: 'Nightly' })
})

test.each([
  ['an input that does not fit', { input: { to: '' } }, { code: 'payload_invalid', issues: [{ path: 'to' }] }],
  [
    'a file',
    { input: { to: 'ada', file: { uploadId: `u_${'a'.repeat(26)}` } } },
    { code: 'upload_in_schedule', field: 'file' },
  ],
  ['an impossible date', { cron: '0 0 31 2 *' }, { code: 'bad_request', field: 'cron' }],
  ['an unknown time zone', { timeZone: 'Mars/Phobos' }, { code: 'bad_request', field: 'timeZone' }],
])('%s is refused, when it is made and when it is changed, and nothing changes', async (_what, wrong, refusal) => {
  const { create, change, read, list } = await start()
  await expect(create({ ...nightly, ...wrong })).rejects.toMatchObject(refusal)
  expect(await list(10)).toEqual({ schedules: [], total: 0 })
  const { id } = await create(nightly)
  const before = await read(id)
  await expect(change(id, wrong)).rejects.toMatchObject(refusal)
  expect(await read(id)).toEqual(before)
})

test('a paused schedule plans nothing and keeps what it is, until it goes on', async () => {
  const { create, change, read, queue } = await start()
  const { id } = await create(nightly)
  const before = await read(id)
  await change(id, { paused: true })
  expect(await read(id)).toMatchObject({ ...nightly, paused: true, nextRuns: [], nextRun: undefined })
  expect(await queue.getDelayedCount()).toBe(0)
  await change(id, { paused: false })
  const { updatedAt: _updatedAt, ...after } = await read(id)
  expect(before).toMatchObject(after)
  expect(await queue.getDelayedCount()).toBe(1)
})

test('a schedule may be made paused', async () => {
  const { create, read, queue } = await start()
  const { id } = await create({ ...nightly, paused: true })
  expect((await read(id)).nextRuns).toEqual([])
  expect(await queue.getDelayedCount()).toBe(0)
})

test('a change is in the next run, and what is not given stays', async () => {
  const { create, change, read, queue } = await start()
  const { id } = await create({ ...nightly, tags: ['night'], priority: 5 })
  await change(id, { input: { to: 'bob' }, cron: '30 4 * * *', name: 'Renamed', priority: null })
  const shown = await read(id)
  const changed = {
    name: 'Renamed',
    cron: '30 4 * * *',
    timeZone: 'Europe/Berlin',
    input: { to: 'bob' },
    tags: ['night'],
  }
  expect(shown).toMatchObject(changed)
  expect(shown.priority).toBeUndefined()
  const [job, ...others] = await queue.getDelayed()
  expect(others).toEqual([])
  expect(job).toMatchObject({ id: `repeat:${id}:${shown.nextRuns[0]}`, data: { to: 'bob' } })
  expect(job?.opts).toMatchObject({ waybill: { label: 'bob', schedule: { id, name: 'Renamed' } } })
})

test('one kind of timing takes the place of the other, and back', async () => {
  const { create, change, read } = await start()
  const { id } = await create(nightly)
  await change(id, { everyMs: hour })
  expect(await read(id)).not.toHaveProperty('cron')
  await expect(change(id, { timeZone: 'UTC' })).rejects.toMatchObject({ field: 'timeZone' })
  await change(id, { cron: '0 5 * * *' })
  const shown = await read(id)
  expect(shown).toMatchObject({ cron: '0 5 * * *', timeZone: 'UTC' })
  expect(shown).not.toHaveProperty('everyMs')
})

test('a change of anything but the interval keeps the beat', async () => {
  const { create, change, read } = await start()
  const { id } = await create({ name: 'Often', input: { to: 'ada' }, everyMs: hour })
  const { nextRuns } = await read(id)
  await change(id, { input: { to: 'bob' } })
  expect((await read(id)).nextRuns).toEqual(nextRuns)
})

test('a change leaves a run that is in line already where it is', async () => {
  const { create, change, queue } = await start()
  const { id } = await create({ name: 'Often', input: { to: 'ada' }, everyMs: hour })
  const [planned] = await queue.getDelayed()
  await planned?.promote()
  await change(id, { input: { to: 'bob' } })
  expect((await queue.getWaiting()).map(({ data }) => data)).toEqual([{ to: 'ada' }])
  expect((await queue.getDelayed()).map(({ data }) => data)).toEqual([{ to: 'bob' }])
})

test('of changes made at once each is kept, and the next run is as the schedule says', async () => {
  const { create, change, read, queue } = await start()
  const { id } = await create(nightly)
  await Promise.all([
    change(id, { input: { to: 'bob' } }),
    change(id, { cron: '15 5 * * *' }),
    change(id, { tags: ['a'] }),
    change(id, { priority: 3 }),
  ])
  const shown = await read(id)
  expect(shown).toMatchObject({ input: { to: 'bob' }, cron: '15 5 * * *', tags: ['a'], priority: 3 })
  const [job, ...others] = await queue.getDelayed()
  expect(others).toEqual([])
  expect(job).toMatchObject({ data: { to: 'bob' }, opts: { priority: 3, repeat: { pattern: '15 5 * * *' } } })
})

test('a deleted schedule is gone with its planned run, and its name is free', async () => {
  const { create, remove, read, list, queue } = await start()
  const { id } = await create(nightly)
  await remove(id)
  for (const late of [remove(id), read(id)]) await expect(late).rejects.toMatchObject({ code: 'unknown_schedule' })
  expect(await list(10)).toEqual({ schedules: [], total: 0 })
  expect(await queue.getDelayedCount()).toBe(0)
  expect(await queue.getJobSchedulersCount()).toBe(0)
  expect((await create({ ...nightly, cron: '0 4 * * *' })).replayed).toBe(false)
})
