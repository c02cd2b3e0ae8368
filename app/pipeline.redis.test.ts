import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { type AnyJobDefinition, defineJob } from '#core/define-job.ts'
import type { Job } from '#core/job.ts'
import { parseJobId } from '#core/job-id.ts'
import { compareStreamIds } from '#core/stream-id.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { submitJob } from '#server/commands/submit-job.ts'
import { createIdempotency } from '#server/idempotency/idempotency.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { testOwnership } from '#server/testing/test-ownership.ts'
import { quietLog, testConnection, testFolder } from '#server/testing/test-redis.ts'
import { startWorkers } from '#workers/start-workers.ts'

const board = { kind: 'board', perState: 50 } as const

async function start(definitions: Record<string, AnyJobDefinition>) {
  const pipeline = await startPipeline(Object.keys(definitions))
  const paths = dataPaths(await testFolder())
  const redis = await testConnection('worker')
  const catalogue = new Map(Object.entries(definitions))
  const workers = await startWorkers({
    catalogue,
    redis,
    prefix: pipeline.prefix,
    paths,
    worker: 'test-worker',
    log: quietLog,
  })
  onTestFinished(() => workers.close())
  const idempotency = createIdempotency(pipeline.commands, pipeline.prefix)
  const ownership = testOwnership(pipeline.commands, pipeline.prefix)
  const submit = async (type: string, input: unknown) => {
    const definition = definitions[type]
    if (!definition) throw new Error(`No definition of ${type}.`)
    const services = { queues: pipeline.queues, paths, samplesDir: '', idempotency, ownership }
    return (await submitJob(services, 'anonymous', { definition, request: { type, input } })).answer
  }
  const fresh = async (id: string): Promise<Job | undefined> => {
    const address = parseJobId(id)
    if (!address) throw new Error(`Not an id: ${id}`)
    return (await pipeline.reader.jobs(address.queue, [address.id])).jobs[0]
  }
  return { ...pipeline, paths, submit, fresh }
}

const greet = defineJob({
  title: 'Greet',
  description: 'Says hello.',
  input: z.strictObject({ name: z.string() }),
  stages: { thinking: 'Thinking', writing: 'Writing' },
  label: ({ name }) => name,
  summary: ({ words }: { words: number }) => `${words} words`,
  async run({ name }, { stage, progress, files }) {
    stage('thinking')
    progress({ current: 1, total: 2 })
    stage('writing')
    progress({ percent: 90, message: 'nearly' })
    await files.write('hello.txt', `Hello ${name}`)
    return { words: 2 }
  },
})

const unversioned = (job: Job | undefined) => job && { ...job, version: '' }

test('[I6] a watched job arrives at success through the events alone, exactly where a fresh snapshot is', async () => {
  const { submit, watch, fresh } = await start({ greet })
  const seen = await watch(board)
  const { id } = await submit('greet', { name: 'Ada' })
  await seen.until((jobs) => jobs.get(id)?.state === 'success')
  const job = seen.board().get(id)
  const read = await fresh(id)
  expect(unversioned(job)).toEqual(unversioned(read))
  expect(job).toMatchObject({
    label: 'Ada',
    attempt: { current: 1, max: 1 },
    result: { summary: '2 words', files: [{ name: 'hello.txt', bytes: 9, mediaType: 'text/plain' }] },
    stages: [{ stage: 'thinking' }, { stage: 'writing' }],
    attempts: [{ number: 1, worker: 'test-worker' }],
  })
  expect(seen.counts()).toEqual({ pending: 0, running: 0, success: 1, failure: 0 })
})

test('a failing job is retried by policy, ends in failure with every error, and is retried by hand with a growing attempt', async () => {
  let broken = true
  const flaky = defineJob({
    title: 'Flaky',
    description: 'Fails while it is broken.',
    input: z.strictObject({}),
    stages: {},
    retry: { attempts: 2, backoff: { type: 'fixed', delayMs: 10 } },
    label: () => 'flaky',
    async run(_input, { attempt }) {
      if (broken) throw new RangeError(`attempt ${attempt} failed`)
      return attempt
    },
  })
  const { submit, watch, fresh, queues, reader, tombstones } = await start({ flaky })
  const seen = await watch(board)
  const { id } = await submit('flaky', {})
  await seen.until((jobs) => jobs.get(id)?.state === 'failure')
  const failed = seen.board().get(id)
  expect(failed).toMatchObject({
    state: 'failure',
    reason: 'error',
    attempt: { current: 2, max: 2 },
    error: { name: 'RangeError', message: 'attempt 2 failed', attempt: 2 },
    attempts: [
      { number: 1, error: { message: 'attempt 1 failed' } },
      { number: 2, error: { message: 'attempt 2 failed' } },
    ],
  })
  const read = await fresh(id)
  expect(unversioned(failed)).toEqual(unversioned(read))
  expect(seen.events.filter((event) => event.type === 'retrying')).toHaveLength(1)

  broken = false
  const address = parseJobId(id)
  if (!address) throw new Error('no address')
  await retryJob({ queues, reader, tombstones }, address)
  await seen.until((jobs) => jobs.get(id)?.state === 'success')
  expect(seen.board().get(id)).toMatchObject({ attempt: { current: 3, max: 4 } })
  await expect(retryJob({ queues, reader, tombstones }, address)).rejects.toMatchObject({ code: 'wrong_state' })
  const after = await fresh(id)
  expect(unversioned(seen.board().get(id))).toEqual(unversioned(after))
})

test('[I6] [I8] whatever many jobs go through, every view ends where a fresh snapshot is', async () => {
  const varied = defineJob({
    title: 'Varied',
    description: 'Fails a few times and reports a lot.',
    input: z.strictObject({ failures: z.int(), reports: z.int(), final: z.boolean() }),
    stages: { first: 'First', second: 'Second' },
    retry: { attempts: 3, backoff: { type: 'exponential', delayMs: 5, jitter: 0.5 }, giveUpOn: [SyntaxError] },
    concurrency: 8,
    label: () => 'varied',
    async run({ failures, reports, final }, { attempt, stage, progress, log }) {
      stage('first')
      for (let i = 0; i < reports; i += 1) {
        progress({ current: i, total: reports })
        log(`report ${i}`)
        await new Promise((resolve) => setImmediate(resolve))
      }
      stage('second')
      if (attempt <= failures) throw final ? new SyntaxError('for good') : new Error(`failed ${attempt}`)
      return { reports }
    },
  })
  const { submit, watch, fresh } = await start({ varied })
  const views = [await watch(board)]
  const ids: string[] = []
  for (let i = 0; i < 40; i += 1) {
    const { id } = await submit('varied', { failures: i % 5, reports: i * 3, final: i % 7 === 0 })
    ids.push(id)
    if (i % 10 === 0) views.push(await watch(board), await watch({ kind: 'job', id }))
  }
  const done = (jobs: ReadonlyMap<string, Job>) =>
    [...jobs.values()].every((job) => job.state === 'success' || job.state === 'failure')
  await Promise.all(views.map((seen) => seen.until(done)))
  for (const seen of views) {
    for (const job of seen.board().values()) {
      const read = await fresh(job.id)
      expect(unversioned(job)).toEqual(unversioned(read))
    }
    const versions = new Map<string, string>()
    for (const event of seen.events) {
      const before = versions.get(event.id)
      if (before) expect(compareStreamIds(event.version, before)).toBeGreaterThan(0)
      versions.set(event.id, event.version)
    }
  }
  expect([...(views[0]?.board().keys() ?? [])].toSorted()).toEqual(ids.toSorted())
})

test('[I5] a stored input that does not fit its type ends the job with a reason, and is not tried again', async () => {
  const { watch, queues } = await start({ greet })
  const seen = await watch(board)
  // Whoever may write to Redis can add a job; the worker trusts only what it has parsed.
  await queues.get('greet').add('greet', { name: 7 }, { jobId: 'j_forged', attempts: 3 })
  await seen.until((jobs) => jobs.get('greet:j_forged')?.state === 'failure')
  expect(seen.board().get('greet:j_forged')).toMatchObject({
    reason: 'invalid-input',
    attempt: { current: 1 },
    error: { message: expect.stringContaining('name') },
  })
})
