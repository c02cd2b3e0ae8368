import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { type AnyJobDefinition, defineJob } from '#core/define-job.ts'
import { newJobId } from '#core/job-id.ts'
import { isFinished } from '#core/job-state.ts'
import { createCancels } from '#server/cancel/cancels.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { claimUpload } from '#server/store/job-files.ts'
import { storeUpload } from '#server/store/uploads.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { quietLog, testConnection, testFolder, testRedisUrl } from '#server/testing/test-redis.ts'
import { startWorkers } from './start-workers.ts'
import { type IsolatedAct, catalogue as isolated } from './testing/isolated-catalogue.ts'
import { processRuns } from './testing/process-runs.ts'
import { isolatedCatalogue } from './testing/start-isolated.ts'
import { startWorkerProcess } from './testing/start-worker-process.ts'

const kinds = ['thread', 'process'] as const
const board = { kind: 'board', perState: 50 } as const

/** Takes its time, and lets others have theirs. */
const calm = defineJob({
  title: 'Calm',
  description: 'Takes its time.',
  input: z.object({ ms: z.number() }),
  stages: {},
  label: () => 'calm',
  async run({ ms }, { attempt, progress }) {
    for (const until = performance.now() + ms; performance.now() < until; ) {
      await sleep(50)
      progress({ percent: 1 })
    }
    return attempt
  },
})
const catalogue = new Map<string, AnyJobDefinition>([...isolated, ['calm', calm]])
const queues = [...catalogue.keys()]

/** Somebody who watches, and a worker in this process unless told. */
async function start({ worker = true, lockMs = 3_000 } = {}) {
  const pipeline = await startPipeline(queues)
  const { prefix } = pipeline
  const dataDir = await testFolder()
  const paths = dataPaths(dataDir)
  const redis = await testConnection('worker')
  const options = {
    catalogue,
    redis,
    prefix,
    paths,
    worker: 'test',
    log: quietLog,
    isolates: { catalogue: isolatedCatalogue },
  }
  const workers = worker ? await startWorkers({ ...options, lockMs, stalledCheckMs: 500, drainMs: 0 }) : undefined
  onTestFinished(() => workers?.close())
  const seen = await pipeline.watch(board)
  const shown = (id: string) => seen.board().get(id)
  return {
    ...{ prefix, dataDir, paths, seen, shown, workers },
    async submit(type: string, input: object, id = newJobId(), attempts = 3): Promise<string> {
      const options = { attempts, jobId: id, backoff: { type: 'waybill' } }
      await pipeline.queues.get(type).add(type, input, options)
      return `${type}:${id}`
    },
    cancel: (id: string) => {
      const [queue = '', job = ''] = id.split(':')
      return createCancels(pipeline.commands, prefix).ask({ queue, id: job }, 'ada')
    },
    async result(id: string): Promise<unknown> {
      const [queue = '', job = ''] = id.split(':')
      return (await pipeline.queues.get(queue).getJob(job))?.returnvalue
    },
    ended: (id: string) => seen.until(() => isFinished(shown(id)?.state ?? 'pending')),
    logs: (id: string) => {
      const [queue = '', job = ''] = id.split(':')
      return pipeline.logs({ queue, id: job }, { after: 0, limit: 100, take: 'newest', maxBytes: 1e6 })
    },
  }
}

const act = (act: IsolatedAct, ms?: number) => ({ act, ms })

test.each(kinds)(
  '[G3] a type that blocks a %s for several lock times makes nobody lose a lock: all run once',
  async (kind) => {
    const { submit, ended, shown } = await start()
    const blocking = await submit(kind, act('block', 10_000))
    const beside = await submit('calm', { ms: 8_000 })
    await Promise.all([ended(blocking), ended(beside)])
    for (const id of [blocking, beside]) {
      expect(shown(id)).toMatchObject({ state: 'success', attempt: { current: 1 }, attempts: [{ number: 1 }] })
    }
  },
  30_000,
)

test.each(kinds)(
  '[G16] a %s that never yields is cancelled after its time to clean up, and says that it was ended',
  async (kind) => {
    const { submit, cancel, seen, shown, ended, logs } = await start()
    const id = await submit(kind, act('block'))
    await seen.until(() => shown(id)?.progress.percent === 50)
    const from = performance.now()
    expect(await cancel(id)).toBe('asked')
    await ended(id)
    expect(performance.now() - from).toBeGreaterThan(280)
    expect(shown(id)).toMatchObject({ state: 'failure', reason: 'cancelled', attempt: { current: 1 } })
    expect((await logs(id)).lines.at(-1)?.text).toContain('It was ended.')
    if (kind === 'process') {
      const pid = Number(shown(id)?.progress.message)
      expect(await processRuns(pid)).toBe(false)
    }
  },
)

test.each(kinds)('a %s that takes longer than its type allows fails as a timeout, and is tried again', async (kind) => {
  const { submit, shown, ended } = await start()
  const id = await submit(`timed-${kind}`, act('block'), newJobId(), 2)
  await ended(id)
  expect(shown(id)).toMatchObject({ reason: 'timeout', attempts: [{ reason: 'timeout' }, { reason: 'timeout' }] })
})

test.each(kinds)('[I10] a %s that crashes is retried by policy, and others do not notice', async (kind) => {
  const { submit, shown, ended } = await start()
  const beside = await submit('calm', { ms: 1_500 })
  const id = await submit(kind, act('exit'))
  await Promise.all([ended(id), ended(beside)])
  expect(shown(id)).toMatchObject({
    state: 'failure',
    reason: 'error',
    error: { name: 'IsolateEndedError' },
    attempt: { current: 3 },
  })
  expect(shown(beside)).toMatchObject({ state: 'success', attempt: { current: 1 } })
})

test.each(kinds)('what is thrown in a %s is final or waits, as its type says of its class', async (kind) => {
  const { submit, shown, seen, ended } = await start()
  const [hopeless, busy] = [await submit(kind, act('hopeless')), await submit(kind, act('busy'))]
  await ended(hopeless)
  expect(shown(hopeless)).toMatchObject({
    state: 'failure',
    error: { message: 'No way.' },
    attempts: [{ error: { name: 'Error' } }],
  })
  await seen.until(() => (shown(busy)?.attempts.length ?? 0) > 1)
  const [first, second] = shown(busy)?.attempts ?? []
  expect((second?.startedAt ?? 0) - (first?.finishedAt ?? 0)).toBeGreaterThanOrEqual(1_200)
})

test.each(kinds)('a %s that runs when its worker stops is told, ended, and goes back in line', async (kind) => {
  const { submit, shown, seen, workers } = await start()
  const id = await submit(kind, act('untilAborted'))
  await seen.until(() => shown(id)?.progress.percent === 1)
  await workers?.close()
  await seen.until(() => shown(id)?.state === 'pending')
  expect(shown(id)).toMatchObject({ reason: 'queued', attempt: { current: 1, max: 4 } })
})

test.each(kinds)('[G4] a %s ends with its worker, also when that is killed', async (kind) => {
  const { submit, prefix, dataDir, seen, shown } = await start({ worker: false })
  const times = { beatEveryMs: 200, beatLifeMs: 1_000, lockMs: 30_000, stalledCheckMs: 500 }
  const worker = await startWorkerProcess({ redisUrl: testRedisUrl(), prefix, dataDir, isolated: true, ...times })
  const id = await submit(kind, act('block'))
  await seen.until(() => shown(id)?.progress.message !== undefined)
  const pid = Number(shown(id)?.progress.message)
  expect(await processRuns(pid)).toBe(true)
  worker.kill('SIGKILL')
  await worker.exited
  await vi.waitFor(async () => expect(await processRuns(pid)).toBe(false), 5_000)
})

test.each(kinds)('a file of any size goes in and out of a %s as it is', async (kind) => {
  const { submit, paths, shown, ended } = await start()
  const job = { queue: `copy-${kind}`, id: newJobId() }
  const chunk = Buffer.alloc(2 ** 20, 'a line of a file\n')
  const content = Readable.from(Array.from({ length: 64 }, () => chunk))
  const file = await storeUpload(paths, { name: 'large.bin', mediaType: 'application/octet-stream', content })
  await claimUpload(paths, job, file)
  const { expiresAt: _, ...upload } = file
  const id = await submit(job.queue, { file: upload }, job.id)
  await ended(id)
  expect(shown(id)).toMatchObject({ state: 'success', result: { files: [{ name: 'copy.bin', bytes: 64 * 2 ** 20 }] } })
  const hash = createHash('sha256')
  for await (const part of createReadStream(join(paths.attemptFiles(job, 1), 'copy.bin'))) hash.update(part)
  expect(hash.digest('hex')).toBe(upload.sha256)
})

test.each(kinds)(
  'a %s has its children as any other job: it adds some, waits, and reads what they made',
  async (kind) => {
    const { submit, shown, ended, result } = await start()
    const id = await submit(kind, act('family', 0))
    await ended(id)
    expect(shown(id)).toMatchObject({ state: 'success', children: { total: 2, done: 1, failed: 1 } })
    expect(await result(id)).toEqual({ attempt: 2, made: 'made', states: ['failure', 'success'] })
  },
)
