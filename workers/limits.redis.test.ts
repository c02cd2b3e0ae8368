import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { defineJob, type JobLimits } from '#core/define-job.ts'
import { createQueues } from '#server/queues.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { quietLog, testConnection, testFolder, testPrefix } from '#server/testing/test-redis.ts'
import { startWorkers } from './start-workers.ts'

const waiting = { timeout: 15_000 }

/** A task whose runs write down when they begin and how many there are at a time, whichever worker runs them. */
async function start() {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const queues = createQueues(redis, prefix)
  onTestFinished(() => queues.close())
  const paths = dataPaths(await testFolder())
  const begun: { at: number; worker: string; n: number }[] = []
  let running = 0
  let most = 0
  let free = () => {}
  let gate = Promise.resolve()

  async function work(worker: string, limits?: JobLimits, concurrency = 5) {
    const task = defineJob({
      ...{ title: 'Task', description: 'Runs.', stages: {}, label: () => 'task', concurrency, limits },
      input: z.object({ n: z.number() }),
      async run({ n }) {
        begun.push({ at: Date.now(), worker, n })
        running += 1
        most = Math.max(most, running)
        await gate
        // A turn of the event loop, so that others could come in between.
        await new Promise((resolve) => setImmediate(resolve))
        running -= 1
      },
    })
    const connection = await testConnection('worker')
    const catalogue = new Map([['task', task]])
    const workers = await startWorkers({
      catalogue,
      redis: connection,
      prefix,
      paths,
      worker,
      log: quietLog,
      drainMs: 0,
    })
    let closing: Promise<void> | undefined
    const close = () => {
      free()
      closing ??= workers.close()
      return closing
    }
    onTestFinished(close)
    return { close }
  }
  return {
    begun,
    work,
    queue: queues.get('task'),
    reader: createJobReader(redis, prefix),
    most: () => most,
    /** From now on runs wait until they are let go. */
    hold() {
      gate = new Promise((resolve) => {
        free = resolve
      })
    },
    letGo: () => free(),
    async submit(count: number) {
      const jobs = Array.from({ length: count }, (_, n) => ({ name: 'task', data: { n }, opts: { jobId: `j_${n}` } }))
      await queues.get('task').addBulk(jobs)
    },
    over: (count: number) =>
      vi.waitFor(async () => expect(await queues.get('task').getCompletedCount()).toBe(count), waiting),
  }
}

test('at no moment more run than the global limit, over all workers, and the others wait without a flag', async () => {
  const { work, submit, queue, reader, most, begun, over, hold, letGo } = await start()
  hold()
  await submit(40)
  await Promise.all([work('a', { globalConcurrency: 3 }), work('b', { globalConcurrency: 3 })])
  await vi.waitFor(() => expect(begun).toHaveLength(3), waiting)
  const counts = await queue.getJobCounts('active', 'wait')
  expect(counts).toEqual({ active: 3, wait: 37 })
  const ids = Array.from({ length: 40 }, (_, n) => `j_${n}`)
  const held = (await reader.jobs('task', ids)).jobs.filter(({ state }) => state === 'pending')
  expect(held).toHaveLength(37)
  for (const job of held) expect(job).toMatchObject({ reason: 'queued', flags: [], attempt: { current: 0 } })
  expect(held.map((job) => 'position' in job && job.position)).toContain(1)
  letGo()
  await over(40)
  expect(most()).toBe(3)
})

test('without a global limit each worker runs as many as its own allows', async () => {
  const { work, submit, begun, hold, letGo, over, most } = await start()
  hold()
  await submit(20)
  await Promise.all([work('a'), work('b')])
  await vi.waitFor(() => expect(begun).toHaveLength(10), waiting)
  letGo()
  await over(20)
  expect(most()).toBe(10)
})

test('no more begin in a window than the rate allows, over all workers, and the others wait without a flag', async () => {
  const rate = { max: 4, perMs: 1_000 }
  const { work, submit, begun, over, reader } = await start()
  await submit(14)
  await Promise.all([work('a', { rate }), work('b', { rate })])
  await vi.waitFor(() => expect(begun.length).toBeGreaterThanOrEqual(4), waiting)
  const ids = Array.from({ length: 14 }, (_, n) => `j_${n}`)
  for (const job of (await reader.jobs('task', ids)).jobs) {
    expect(job.flags).toEqual([])
    if (job.state === 'pending') expect(job).toMatchObject({ reason: 'queued' })
  }
  await over(14)
  const times = begun.map(({ at }) => at).toSorted((a, b) => a - b)
  // With a backlog each window begins full, so that as many apart are a window apart. A job is stamped a moment after Redis let it go.
  for (const [i, at] of times.entries()) {
    const earlier = times[i - rate.max]
    if (earlier !== undefined) expect(at - earlier).toBeGreaterThan(rate.perMs * 0.9)
  }
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(3 * rate.perMs * 0.9)
})

test('another number holds from the next start of a worker on, and one that is gone is gone', async () => {
  const { work, submit, queue, begun, hold, letGo, over } = await start()
  const limits = { globalConcurrency: 1, rate: { max: 1, perMs: 60_000 } }
  const first = await work('a', limits)
  expect(await queue.getGlobalConcurrency()).toBe(1)
  expect(await queue.getGlobalRateLimit()).toEqual({ max: 1, duration: 60_000 })
  await first.close()
  const second = await work('b', { globalConcurrency: 2 })
  expect(await queue.getGlobalConcurrency()).toBe(2)
  expect(await queue.getGlobalRateLimit()).toBeNull()
  hold()
  await submit(8)
  await vi.waitFor(() => expect(begun).toHaveLength(2), waiting)
  letGo()
  await over(8)
  await second.close()
  await work('c')
  expect(await queue.getGlobalConcurrency()).toBeNull()
})

test.each([
  { globalConcurrency: 0 },
  { globalConcurrency: 1.5 },
  { rate: { max: 0, perMs: 1_000 } },
  { rate: { max: 1, perMs: -1 } },
  { rate: { max: Number.NaN, perMs: 1_000 } },
])('a worker does not start with the limits %j, under which nothing would run', async (limits) => {
  const { work } = await start()
  await expect(work('a', limits)).rejects.toThrow(/The limit .+ of the job type "task"/)
})
