import type { Redis } from 'ioredis'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { type AnyJobDefinition, defineJob } from '#core/define-job.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { readResult } from '#server/reader/read-result.ts'
import { startRedis } from '#server/testing/start-redis.ts'
import { startSchedules } from '#server/testing/start-schedules.ts'
import { quietLog, testConnection, testFolder, testRedisUrl } from '#server/testing/test-redis.ts'
import rehearsal from './jobs/rehearsal.ts'
import { startWorkers } from './start-workers.ts'
import { startWorkerProcess } from './testing/start-worker-process.ts'

const second = 1_000
const waiting = { timeout: 15_000 }

const task = (run: AnyJobDefinition['run'] = async () => null) =>
  defineJob({
    ...{ title: 'Task', description: 'Runs.', stages: {}, label: () => 'task' },
    ...{ input: z.object({ to: z.string() }), run },
  })

/** Schedules of a task, and workers that can be started and stopped. */
async function start(definition = task(), redis?: { commands: Redis; worker: Redis }) {
  const schedules = await startSchedules('task', definition, redis?.commands)
  const { prefix, paths, queue } = schedules
  async function work(over = definition) {
    const connection = redis?.worker ?? (await testConnection('worker'))
    const catalogue = new Map([['task', over]])
    const options = { catalogue, redis: connection, prefix, paths, worker: 'test', log: quietLog, drainMs: 0 }
    const workers = await startWorkers({ ...options, stalledCheckMs: 500 })
    let closing: Promise<void> | undefined
    const close = () => {
      closing ??= workers.close()
      return closing
    }
    onTestFinished(close)
    return { close }
  }
  /** When the runs that are over were due, oldest first. */
  const over = async () => (await queue.getJobs(['completed', 'failed'])).map(dueAt).toSorted((a, b) => a - b)
  /** Resolves once so many runs are over. */
  const ran = (count: number) =>
    vi.waitFor(async () => expect((await over()).length).toBeGreaterThanOrEqual(count), waiting)
  return { ...schedules, work, over, ran }
}

const dueAt = (job: { id?: string }) => Number(job.id?.split(':').at(-1))
/** Resolves once a time has passed. */
const passed = (time: number) => vi.waitFor(() => expect(Date.now()).toBeGreaterThan(time), waiting)

test('a schedule runs on its beat with nothing but a worker, and its jobs are jobs like any other', async () => {
  const { create, read, work, ran, over, reader, services } = await start(task(async ({ to }) => `for ${to}`))
  const { id } = await create({ name: 'Often', input: { to: 'ada' }, everyMs: second, tags: ['often'] })
  const [first = 0] = (await read(id)).nextRuns
  await work()
  await ran(3)
  const due = await over()
  expect(due.slice(0, 3)).toEqual([first, first + second, first + 2 * second])
  const address = { queue: 'task', id: `repeat:${id}:${first}` }
  const [job] = (await reader.jobs('task', [address.id])).jobs
  if (!job) throw new Error('The run is not kept.')
  expect(job).toMatchObject({ state: 'success', label: 'task', tags: ['often'], attempt: { current: 1, max: 1 } })
  expect(job).toMatchObject({ result: { available: true, expiresAt: expect.any(Number) } })
  expect(await readResult(services, job, address)).toBe('"for ada"')
})

test('the run that began last is known, with the state it is in', async () => {
  const { create, read, list, work, queue } = await start(
    task(async () => {
      throw new Error('No.')
    }),
  )
  const { id } = await create({ name: 'Often', input: { to: 'ada' }, everyMs: second })
  expect((await read(id)).lastRun).toBeUndefined()
  const { close } = await work()
  await vi.waitFor(async () => expect((await read(id)).lastRun).toMatchObject({ state: 'failure' }), waiting)
  await close()
  const { lastRun } = await read(id)
  expect((await list(10)).schedules[0]?.lastRun).toEqual(lastRun)
  expect(lastRun?.id).toMatch(new RegExp(`^task:repeat:${id}:\\d+$`))
  await queue.remove(String(lastRun?.id.slice('task:'.length)))
  expect((await read(id)).lastRun).toEqual({ ...lastRun, state: undefined })
})

test.each([
  ['every so often', { everyMs: second }],
  ['by cron', { cron: '* * * * * *' }],
])('of the runs missed without a worker one is made up, with a schedule that runs %s', async (_what, timing) => {
  const { create, read, work, ran, over } = await start()
  const { id } = await create({ name: 'Often', input: { to: 'ada' }, ...timing })
  const first = await work()
  await ran(1)
  await first.close()
  const before = await over()
  const planned = (await read(id)).nextRun?.at ?? 0
  await passed(planned + 2.5 * second)
  const back = Date.now()
  await work()
  await ran(before.length + 3)
  const [madeUp = 0, ...next] = (await over()).slice(before.length)
  expect(madeUp).toBe(planned)
  expect(next[0]).toBeGreaterThanOrEqual(back)
  for (const [i, due] of next.entries()) expect((due - planned) % second, `run ${i}`).toBe(0)
})

test('of the runs missed without Redis one is made up at the most', async () => {
  const server = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always'])
  const connections = { commands: await server.connect('commands'), worker: await server.connect('worker') }
  const { create, work, ran, over } = await start(task(), connections)
  await create({ name: 'Often', input: { to: 'ada' }, everyMs: second })
  await work()
  await ran(1)
  await server.kill()
  const away = Date.now()
  await passed(away + 3 * second)
  await server.start()
  const back = Date.now()
  await vi.waitFor(async () => expect((await over()).filter((due) => due > back).length).toBeGreaterThan(1), waiting)
  const missed = (await over()).filter((due) => due > away && due < back)
  expect(missed.length).toBeLessThanOrEqual(1)
})

test('a run by hand is the last run, too, and a retry of it is the same run', async () => {
  let fails = true
  const { create, read, run, work, services, reader } = await start(
    task(async () => {
      if (fails) throw new Error('No.')
    }),
  )
  const { id } = await create({ name: 'Seldom', input: { to: 'ada' }, cron: '0 0 29 2 *' })
  const { answer } = await run(id)
  await work()
  await vi.waitFor(
    async () => expect((await read(id)).lastRun).toMatchObject({ id: answer.id, state: 'failure' }),
    waiting,
  )
  const { lastRun } = await read(id)
  fails = false
  const address = { queue: 'task', id: answer.id.slice('task:'.length) }
  await retryJob({ ...services, reader }, address)
  await vi.waitFor(async () => expect((await read(id)).lastRun).toEqual({ ...lastRun, state: 'success' }), waiting)
})

test('while a run goes on one more waits at the most', async () => {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const { create, read, work, queue, ran } = await start(task(() => ended))
  const { id } = await create({ name: 'Often', input: { to: 'ada' }, everyMs: second })
  const [first = 0] = (await read(id)).nextRuns
  await work()
  await vi.waitFor(async () => expect(await queue.getActiveCount()).toBe(1), waiting)
  await passed(first + 3.5 * second)
  const counts = await queue.getJobCounts('wait', 'delayed', 'active')
  expect(counts.active).toBe(1)
  expect((counts.wait ?? 0) + (counts.delayed ?? 0)).toBe(1)
  end()
  await ran(3)
})

test('an input that fits the job type no longer fails the run, not the schedule', async () => {
  const { create, work, queue, ran } = await start()
  await create({ name: 'Often', input: { to: 'ada' }, everyMs: second })
  const newer = { ...task(), input: z.object({ to: z.string(), copies: z.number() }) }
  await work(newer)
  await ran(2)
  const reasons = (await queue.getFailed()).map(({ failedReason }) => failedReason)
  expect(reasons.length).toBeGreaterThanOrEqual(2)
  for (const reason of reasons) expect(reason).toMatch(/does not fit the job type: copies/)
})

test('a failed run can be retried by hand, and the plan stays as it is', async () => {
  let fails = true
  const { create, change, read, work, queue, reader, services, ran } = await start(
    task(async () => {
      if (fails) throw new Error('No.')
    }),
  )
  const { id } = await create({ name: 'Often', input: { to: 'ada' }, everyMs: second })
  await work()
  await ran(1)
  await change(id, { everyMs: 3_600 * second })
  const { nextRuns } = await read(id)
  const [failed] = await queue.getFailed()
  fails = false
  await retryJob(services, { queue: 'task', id: String(failed?.id) })
  const state = async () => (await reader.jobs('task', [String(failed?.id)])).jobs[0]?.state
  await vi.waitFor(async () => expect(await state()).toBe('success'), waiting)
  expect((await read(id)).nextRuns).toEqual(nextRuns)
  expect(await queue.getDelayedCount()).toBe(1)
})

test('[F1] a schedule goes on after the worker that ran it was killed', async () => {
  const { create, prefix, queue, schedules } = await startSchedules('rehearsal', rehearsal)
  const input = { title: 'A rehearsal', steps: 40, stepMs: 25, stages: 1 }
  await create({ name: 'Often', input, everyMs: second })
  const worker = async () =>
    startWorkerProcess({
      ...{ redisUrl: testRedisUrl(), prefix, dataDir: await testFolder() },
      ...{ beatEveryMs: 200, beatLifeMs: 1_000, lockMs: 2_000, stalledCheckMs: 500 },
    })
  const first = await worker()
  await vi.waitFor(async () => expect(await queue.getActiveCount()).toBe(1), waiting)
  first.kill('SIGKILL')
  await first.exited
  await worker()
  await vi.waitFor(async () => expect(await queue.getCompletedCount()).toBeGreaterThanOrEqual(3), waiting)
  expect(await schedules.unsettled(['rehearsal'])).toEqual([])
})
