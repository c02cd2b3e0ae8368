import { expect, test } from 'vitest'
import { mailDefinition } from '#server/testing/mail-definition.ts'
import { startPipelineOn } from '#server/testing/start-pipeline.ts'
import { startSchedules } from '#server/testing/start-schedules.ts'

test('an open board has the planned run of a schedule, after a change the new one alone, and none while it is paused', async () => {
  const { create, change, remove, redis, prefix } = await startSchedules('mail', mailDefinition)
  const { watch } = await startPipelineOn(redis, prefix, ['mail'])
  const seen = await watch({ kind: 'board', perState: 50 })
  const { id } = await create({ name: 'Nightly', input: { to: 'ada' }, cron: '0 3 * * *' })
  const labels = () => [...seen.board().values()].map(({ label }) => label)
  await seen.until((board) => board.size === 1)
  expect([...seen.board().values()]).toMatchObject([{ state: 'pending', reason: 'scheduled', label: 'ada' }])
  await change(id, { input: { to: 'bob' }, cron: '0 4 * * *' })
  await seen.until(() => labels().includes('bob') && !labels().includes('ada'))
  await change(id, { paused: true })
  await seen.until((board) => board.size === 0)
  await change(id, { paused: false })
  await seen.until((board) => board.size === 1)
  await remove(id)
  await seen.until((board) => board.size === 0)
  expect(seen.resets).toEqual([])
})
