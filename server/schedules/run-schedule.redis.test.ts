import { expect, test } from 'vitest'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { startSchedules } from '#server/testing/start-schedules.ts'

const nightly = { name: 'Nightly', input: { to: 'ada' }, cron: '0 3 * * *', timeZone: 'Europe/Berlin' }
const start = () => startSchedules('mail', mailDefinition)

test('a run by hand is a job of the schedule at once, paused or not, and the plan stays', async () => {
  const { create, change, read, run, queue } = await start()
  const { id } = await create({ ...nightly, tags: ['night'], priority: 5 })
  const { nextRuns } = await read(id)
  const { answer } = await run(id)
  expect(answer).toMatchObject({
    state: 'pending',
    reason: 'queued',
    statusUrl: `/api/jobs/${encodeURIComponent(answer.id)}`,
  })
  const job = await queue.getJob(answer.id.slice('mail:'.length))
  expect(job).toMatchObject({ data: { to: 'ada' }, opts: { priority: 5 } })
  expect(job?.opts).toMatchObject({ waybill: { tags: ['night'], schedule: { id, name: 'Nightly' } } })
  expect((await read(id)).nextRuns).toEqual(nextRuns)
  await change(id, { paused: true })
  expect((await run(id)).answer.id).not.toBe(answer.id)
  expect(await queue.getPrioritizedCount()).toBe(2)
  await expect(run('s_nobody')).rejects.toMatchObject({ code: 'unknown_schedule' })
})

test('[G2] a run by hand that is sent again with its key is the same run', async () => {
  const { create, run, queue } = await start()
  const { id } = await create(nightly)
  const other = await create({ ...nightly, name: 'Other' })
  const first = await run(id, 'k1')
  expect(first.replayed).toBe(false)
  await expect.poll(async () => (await run(id, 'k1').catch(() => undefined))?.replayed).toBe(true)
  expect((await run(id, 'k1')).answer).toEqual(first.answer)
  expect((await run(id, 'k2')).answer.id).not.toBe(first.answer.id)
  expect((await run(other.id, 'k1')).answer.id).not.toBe(first.answer.id)
  expect(await queue.getWaitingCount()).toBe(3)
})
