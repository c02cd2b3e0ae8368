import { expect, test } from 'vitest'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { startSchedules } from '#server/testing/start-schedules.ts'
import { settleSchedule } from './settle-schedule.ts'

const nightly = { name: 'Nightly', input: { to: 'ada' }, cron: '0 3 * * *', timeZone: 'Europe/Berlin' }
const start = () => startSchedules('mail', mailDefinition)

test('whoever plans what has been changed meanwhile looks again', async () => {
  const { create, services, queue, schedules } = await start()
  const { id } = await create(nightly)
  let meddled = false
  const slow = {
    ...schedules,
    async template(of: string) {
      const [stored, template] = await Promise.all([schedules.get(of), schedules.template(of)])
      if (!meddled && stored && template) {
        meddled = true
        await schedules.put({ ...stored.record, paused: true }, template, stored.revision)
      }
      return template
    },
  }
  await settleSchedule({ ...services, schedules: slow }, { type: 'mail', id })
  expect(await queue.getDelayedCount()).toBe(0)
})

test('a planned run whose next time was taken already is planned for the time after', async () => {
  const { create, services, queue, read } = await start()
  const { id } = await create(nightly)
  const {
    nextRuns: [first, second],
  } = await read(id)
  await queue.removeJobScheduler(id)
  // Cancelled before its time: it is kept among those that are over.
  await queue.add('mail', {}, { jobId: `repeat:${id}:${first}` })
  await settleSchedule(services, { type: 'mail', id })
  expect((await read(id)).nextRuns[0]).toBe(second)
})
