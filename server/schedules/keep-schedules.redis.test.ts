import { expect, test } from 'vitest'
import { queueKey } from '#server/queues.ts'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { startSchedules } from '#server/testing/start-schedules.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { keepSchedules } from './keep-schedules.ts'

const nightly = { name: 'Nightly', input: { to: 'ada' }, cron: '0 3 * * *', timeZone: 'Europe/Berlin' }
const start = () => startSchedules('mail', mailDefinition)

test('what a process that was lost has left behind is put right', async () => {
  const { create, services, queue, read, schedules, redis, prefix } = await start()
  const [unplanned, paused, cancelled, deleted, sound] = await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map(async (name) => (await create({ ...nightly, name })).id),
  )
  if (!unplanned || !paused || !cancelled || !deleted || !sound) throw new Error('Not all were made.')
  await queue.removeJobScheduler(unplanned)
  const stored = await schedules.get(paused)
  const template = await schedules.template(paused)
  if (!stored || !template) throw new Error('It is not kept.')
  await schedules.put({ ...stored.record, paused: true }, template, stored.revision)
  const { nextRuns } = await read(cancelled)
  const run = `repeat:${cancelled}:${nextRuns[0]}`
  await redis.zrem(queueKey(prefix, 'mail', 'delayed'), run)
  await redis.zadd(queueKey(prefix, 'mail', 'failed'), Date.now(), run)
  await redis.hset(queueKey(prefix, 'mail', run), 'finishedOn', Date.now())
  await schedules.remove(deleted)
  // A job scheduler of somebody else in the same queue.
  await queue.upsertJobScheduler('foreign', { pattern: '0 3 * * *' })
  const found = await schedules.unsettled(['mail'])
  expect(found.map(({ id }) => id).toSorted()).toEqual([unplanned, paused, cancelled, deleted].toSorted())

  const catalogue = new Map([['mail', mailDefinition]])
  const { close } = keepSchedules({ ...services, catalogue, log: quietLog })
  await expect.poll(() => schedules.unsettled(['mail'])).toEqual([])
  await close()
  const planned = (await queue.getJobSchedulers()).map(({ key }) => key).toSorted()
  expect(planned).toEqual([unplanned, cancelled, sound, 'foreign'].toSorted())
  expect((await read(cancelled)).nextRuns[0]).toBe(nextRuns[1])
})

test('a worker that knows a newer job type makes the runs anew', async () => {
  const { create, services, queue, read, schedules } = await start()
  const { id } = await create(nightly)
  const renewed = { ...mailDefinition, retry: { attempts: 4 }, label: () => 'Renewed' }
  const options = { ...services, catalogue: new Map([['mail', renewed]]), log: quietLog }
  const { close } = keepSchedules(options)
  await expect.poll(async () => (await queue.getDelayed())[0]?.opts.attempts).toBe(4)
  await close()
  expect((await queue.getDelayed()).map(({ opts }) => opts)).toMatchObject([{ waybill: { label: 'Renewed' } }])
  // What is as it should be is left alone.
  await keepSchedules(options).close()
  expect((await schedules.get(id))?.revision).toBe('2')
  expect(await read(id)).toMatchObject(nightly)
})
