import { access } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineJob } from '#core/define-job.ts'
import { promoteJob } from '#server/commands/promote-job.ts'
import { removeJob } from '#server/commands/remove-job.ts'
import { addressOf, startWorkbench } from './testing/start-workbench.ts'

const view = { kind: 'board', perState: 50 } as const

test('a job that does not run is removed with its files, and every page is told', async () => {
  const write = defineJob({
    title: 'Write',
    description: 'Writes a file.',
    input: z.strictObject({}),
    stages: {},
    label: () => 'write',
    run: async (_input, { files }) => files.write('a.txt', 'a'),
  })
  const { submit, work, watch, services, commands, prefix, fresh } = await startWorkbench({ write })
  const seen = await watch(view)
  const waiting = await submit('write', {})
  const scheduled = await submit('write', {}, { delayMs: 60_000 })
  await seen.until((jobs) => jobs.has(waiting) && jobs.has(scheduled))
  await removeJob(services, waiting)
  await removeJob(services, scheduled)
  await work()
  const done = await submit('write', {})
  await seen.until((jobs) => jobs.get(done)?.state === 'success' && !jobs.has(waiting) && !jobs.has(scheduled))
  const page = await watch({ kind: 'job', id: done })
  const folder = services.paths.job(addressOf(done))
  await access(folder)

  await removeJob(services, done)
  await seen.until((jobs) => !jobs.has(done))
  await page.until((jobs) => jobs.size === 0)
  expect(page.events).toMatchObject([{ type: 'removed', id: done }])
  expect(seen.counts()).toEqual({ pending: 0, running: 0, success: 0, failure: 0 })
  await expect(access(folder)).rejects.toThrow('ENOENT')
  expect(await commands.keys(`${prefix}:write:j_*`)).toEqual([])
  expect(await fresh(done)).toBeUndefined()
  await expect(removeJob(services, done)).rejects.toMatchObject({ code: 'unknown_job' })
})

test('a job that runs stays', async () => {
  let end = () => {}
  const running = new Promise<void>((resolve) => {
    end = resolve
  })
  const wait = defineJob({
    title: 'Wait',
    description: 'Waits until it is told.',
    input: z.strictObject({}),
    stages: {},
    label: () => 'wait',
    run: () => running,
  })
  const { submit, work, watch, services } = await startWorkbench({ wait })
  const seen = await watch(view)
  const id = await submit('wait', {})
  const before = await services.reader.jobs('wait', [addressOf(id).id])
  await work()
  await seen.until((jobs) => jobs.get(id)?.state === 'running')
  await expect(removeJob(services, id)).rejects.toMatchObject({ code: 'wrong_state' })
  // Also when it began between the look and the deed.
  const reader = { jobs: async () => before }
  await expect(removeJob({ ...services, reader }, id)).rejects.toMatchObject({ code: 'wrong_state' })
  expect(seen.board().get(id)?.state).toBe('running')
  end()
  await seen.until((jobs) => jobs.get(id)?.state === 'success')
})

test('the next run of a schedule is neither removed nor run early: the schedule would end', async () => {
  const tick = defineJob({
    title: 'Tick',
    description: 'Ticks.',
    input: z.strictObject({}),
    stages: {},
    label: () => 'tick',
    run: async () => null,
  })
  const { queues, services, watch } = await startWorkbench({ tick })
  const seen = await watch(view)
  await queues.get('tick').upsertJobScheduler('s_one', { pattern: '0 0 1 1 *' }, { name: 'tick', data: {} })
  await seen.until((jobs) => jobs.size === 1)
  const [id = ''] = seen.board().keys()
  await expect(removeJob(services, id)).rejects.toMatchObject({
    code: 'wrong_state',
    message: expect.stringContaining('Pause or delete'),
  })
  await expect(promoteJob(services, id)).rejects.toMatchObject({
    code: 'wrong_state',
    message: expect.stringContaining('Run the schedule'),
  })
  expect(seen.board().get(id)).toMatchObject({ state: 'pending', reason: 'scheduled' })
})
