import type { Redis } from 'ioredis'
import { expect, onTestFinished, test, vi } from 'vitest'
import { cancelling, workerBusy } from '#core/job-flags.ts'
import { newJobId } from '#core/job-id.ts'
import { isFinished } from '#core/job-state.ts'
import { createCancels } from '#server/cancel/cancels.ts'
import { cancelJob } from '#server/commands/cancel-job.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { startLiveness } from '#server/liveness/liveness.ts'
import { createWorkerRegistry } from '#server/liveness/worker-registry.ts'
import { queueKey } from '#server/queues.ts'
import { createTombstones } from '#server/retention/tombstones.ts'
import { startPipelineOn } from '#server/testing/start-pipeline.ts'
import { startRedis } from '#server/testing/start-redis.ts'
import { quietLog, testConnection, testFolder, testPrefix, testRedisUrl } from '#server/testing/test-redis.ts'
import { startWorkerProcess } from './testing/start-worker-process.ts'

// A lock that is renewed rarely: what is found by that comes later than these tests wait.
const times = { beatEveryMs: 200, beatLifeMs: 1_000, lockMs: 30_000, stalledCheckMs: 500 }
const queue = 'rehearsal'
const board = { kind: 'board', perState: 50 } as const

/** A web node, on a Redis of the test's own if given one; workers are processes of their own. */
async function start(own?: { redis: Redis; url: string }) {
  const redis = own?.redis ?? (await testConnection())
  const prefix = own ? 'bull' : testPrefix(redis)
  const redisUrl = own?.url ?? testRedisUrl()
  const pipeline = await startPipelineOn(redis, prefix, [queue])
  const { queues, reader } = pipeline
  const dataDir = await testFolder()
  const services = {
    reader,
    queues,
    tombstones: createTombstones(redis, prefix),
    cancels: createCancels(redis, prefix),
  }
  const seen = await pipeline.watch(board)
  const shown = (id: string) => seen.board().get(id)
  return {
    ...{ redis, prefix, services, seen, shown },
    watchOver: (patienceMs: number) => {
      const liveness = startLiveness({ redis, prefix, queues: [queue], log: quietLog, everyMs: 100, patienceMs })
      onTestFinished(() => liveness.close())
    },
    startWorker: (over = {}) => startWorkerProcess({ redisUrl, prefix, dataDir, ...times, ...over }),
    async submit(script: object): Promise<string> {
      const input = { title: 'A rehearsal', steps: 2, stepMs: 0, stages: 1, ...script }
      const job = await queues.get(queue).add(queue, input, { attempts: 3, jobId: newJobId() })
      return `${queue}:${job.id}`
    },
    cancel: (id: string) => cancelJob(services, { id, by: 'ada', isOwn: () => true }),
    running: (id: string) => seen.until(() => shown(id)?.stage !== undefined),
    ended: (id: string) => seen.until(() => isFinished(shown(id)?.state ?? 'pending')),
    /** Who came through the events alone is where a fresh reader is. */
    async agrees(id: string) {
      const [job] = (await reader.jobs(queue, [id.slice(queue.length + 1)])).jobs
      expect({ ...shown(id), version: '' }).toEqual({ ...job, version: '' })
    },
  }
}

test('[G16] a running job in another process is asked to end, says so, and ends within a second for good', async () => {
  const { startWorker, submit, running, cancel, seen, shown, ended, agrees } = await start()
  await startWorker()
  const id = await submit({ hangAtStep: 2 })
  await running(id)
  const from = performance.now()
  expect(await cancel(id)).toEqual({ id, state: 'running', flags: [cancelling] })
  await ended(id)
  expect(performance.now() - from).toBeLessThan(1_000)
  const job = shown(id)
  expect(job).toMatchObject({
    ...{ state: 'failure', reason: 'cancelled', flags: [], error: { name: 'CancelledError' }, attempt: { current: 1 } },
    attempts: [{ number: 1, reason: 'cancelled', finishedAt: expect.any(Number), cancelAskedAt: expect.any(Number) }],
  })
  const [attempt] = job?.attempts ?? []
  expect(attempt?.cancelAskedAt).toBeLessThanOrEqual(attempt?.finishedAt ?? 0)
  await agrees(id)
  const about = seen.events.filter((event) => event.id === id && event.type !== 'progressed').map(({ type }) => type)
  expect(about.slice(-2)).toEqual(['cancelling', 'failed'])
})

test('a cancelled job runs again when somebody retries it', async () => {
  const { startWorker, submit, running, cancel, seen, shown, ended, services, agrees } = await start()
  await startWorker()
  const id = await submit({ steps: 3, stepMs: 300 })
  await running(id)
  await cancel(id)
  await ended(id)
  await retryJob(services, { queue, id: id.slice(queue.length + 1) })
  await seen.until(() => shown(id)?.state === 'success')
  expect(shown(id)).toMatchObject({ attempt: { current: 2 }, flags: [] })
  await agrees(id)
})

test('[G16] of fifty who ask at once one is told of, and the flag is there once', async () => {
  const { startWorker, submit, running, cancel, seen, shown } = await start()
  await startWorker()
  const id = await submit({ hangAtStep: 2, ignoreSignal: true })
  await running(id)
  const answers = await Promise.all(Array.from({ length: 50 }, () => cancel(id)))
  expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['running']))
  await seen.until(() => shown(id)?.flags.includes(cancelling) === true)
  expect(shown(id)?.flags).toEqual([cancelling])
  expect(seen.events.filter(({ type }) => type === 'cancelling')).toHaveLength(1)
})

test('[G16] a job that does not react says that its worker is busy, and only after a while', async () => {
  const { startWorker, submit, running, cancel, seen, shown, watchOver, agrees } = await start()
  await startWorker()
  watchOver(1_000)
  const id = await submit({ hangAtStep: 2, ignoreSignal: true })
  await running(id)
  const from = performance.now()
  await cancel(id)
  await seen.until(() => shown(id)?.flags.includes(workerBusy) === true)
  expect(performance.now() - from).toBeGreaterThan(900)
  expect(shown(id)).toMatchObject({ state: 'running', flags: [cancelling, workerBusy] })
  await agrees(id)
})

test('[G16] [G3] a job whose worker is lost while it is cancelled ends as cancelled and is not run again', async () => {
  const { startWorker, submit, running, cancel, shown, ended, seen, agrees } = await start()
  const first = await startWorker({ lockMs: 2_000 })
  const id = await submit({ hangAtStep: 2, ignoreSignal: true })
  await running(id)
  await cancel(id)
  await seen.until(() => shown(id)?.flags.includes(cancelling) === true)
  first.kill('SIGKILL')
  await startWorker()
  await ended(id)
  expect(shown(id)).toMatchObject({ state: 'failure', reason: 'cancelled', attempt: { current: 2 } })
  expect(shown(id)?.attempts.map(({ number }) => number)).toEqual([1])
  expect(shown(id)?.stages).toHaveLength(1)
  await agrees(id)
})

test('a job that was ended while its worker was too busy to hold it stops when the worker has time again', async () => {
  const { startWorker, submit, running, cancel, shown, redis, prefix } = await start()
  await startWorker({ lockMs: 1_000 })
  const id = await submit({ steps: 600, stepMs: 100, blockAtStep: 2, blockMs: 4_000 })
  await running(id)
  const lock = `${queueKey(prefix, queue, id.slice(queue.length + 1))}:lock`
  await vi.waitFor(async () => expect(await redis.exists(lock)).toBe(0), 5_000)
  expect(await cancel(id)).toMatchObject({ state: 'failure' })
  const registry = createWorkerRegistry(redis, prefix, times.beatLifeMs)
  await vi.waitFor(async () => expect((await registry.census()).online).toMatchObject([{ jobs: [] }]), 10_000)
  expect(shown(id)).toMatchObject({ state: 'failure', reason: 'cancelled', attempt: { current: 1 } })
})

test('a worker that is asked to stop while it cancels a job ends it, and does not give it back', async () => {
  const { startWorker, submit, running, cancel, shown, ended, seen } = await start()
  const worker = await startWorker()
  const id = await submit({ hangAtStep: 2 })
  await running(id)
  worker.kill('SIGTERM')
  await Promise.all([cancel(id).catch(() => {}), worker.exited])
  await startWorker()
  await ended(id)
  expect(shown(id)).toMatchObject({ state: 'failure', reason: 'cancelled' })
  expect(seen.events.filter(({ type }) => type === 'staged')).toHaveLength(1)
})

test('[G16] an error that comes before the word of a cancel is no reason to try again', async () => {
  const { startWorker, submit, cancel, seen, shown } = await start()
  await startWorker()
  const id = await submit({ blockAtStep: 1, blockMs: 1_500, failAtStep: 1 })
  await seen.until(() => shown(id)?.state === 'running')
  await cancel(id)
  await seen.until(() => shown(id)?.state !== 'running')
  expect(shown(id)).toMatchObject({ state: 'failure', reason: 'cancelled', attempt: { current: 1 } })
})

test('a worker that could not hear of a cancel finds it as soon as its connection is back', async () => {
  const server = await startRedis()
  const redis = await server.connect('commands')
  const { startWorker, submit, running, cancel, shown, ended } = await start({ redis, url: server.url })
  await startWorker()
  const id = await submit({ hangAtStep: 2 })
  await running(id)
  await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub')
  await cancel(id)
  const from = performance.now()
  await ended(id)
  expect(performance.now() - from).toBeLessThan(3_000)
  expect(shown(id)).toMatchObject({ reason: 'cancelled' })
})

test('[G16] a cancel and an end that meet have one winner, the same on every screen', async () => {
  const { startWorker, submit, cancel, shown, ended, agrees, seen } = await start()
  await startWorker()
  // Some end at once, some after a while, and every other one does not care for a cancel.
  const scripts = Array.from({ length: 32 }, (_, i) => ({
    steps: 1,
    stepMs: (i % 8) ** 2 * 20,
    ignoreSignal: i % 2 === 0,
  }))
  const ids = await Promise.all(scripts.map(submit))
  const answers = await Promise.all(
    ids.map(async (id, i) => {
      // Its code must have begun to be able not to care; the others are cancelled as early as can be.
      await seen.until(() => {
        const job = shown(id)
        if (!job || job.state === 'pending') return false
        return i % 2 === 1 || job.stage !== undefined || job.state !== 'running'
      })
      return cancel(id).then(
        () => 'taken',
        (error: { code: string }) => error.code,
      )
    }),
  )
  const ends = new Set<string>()
  for (const [i, id] of ids.entries()) {
    await ended(id)
    expect(shown(id)?.flags).toEqual([])
    const job = shown(id)
    const cancelled = job?.state === 'failure' && job.reason === 'cancelled'
    expect(cancelled || job?.state === 'success').toBe(true)
    ends.add(cancelled ? 'cancelled' : 'success')
    if (answers[i] !== 'taken') expect([answers[i], job?.state]).toEqual(['wrong_state', 'success'])
    await agrees(id)
  }
  expect(ends).toEqual(new Set(['cancelled', 'success']))
}, 20_000)
