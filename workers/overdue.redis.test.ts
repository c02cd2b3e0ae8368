import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { type AnyJobDefinition, defineJob, type JobContext } from '#core/define-job.ts'
import { newJobId } from '#core/job-id.ts'
import { createCancels } from '#server/cancel/cancels.ts'
import { cancelField, queueKey } from '#server/queues.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { quietLog, testConnection, testFolder } from '#server/testing/test-redis.ts'
import { startWorkers } from './start-workers.ts'

const board = { kind: 'board', perState: 50 } as const
const about = {
  title: 'Task',
  description: 'Runs.',
  input: z.object({}),
  stages: { working: 'Working' },
  label: () => 'task',
}

/** A worker of one job type, and somebody who watches. */
async function start(definition: Partial<AnyJobDefinition> & Pick<AnyJobDefinition, 'run'>) {
  const { watch, queues, prefix, reader, commands } = await startPipeline(['task'])
  const redis = await testConnection('worker')
  const catalogue = new Map([['task', defineJob({ ...about, ...definition })]])
  const paths = dataPaths(await testFolder())
  const options = { catalogue, redis, prefix, paths, worker: 'test', log: quietLog }
  const workers = await startWorkers({ ...options, lockMs: 2_000 })
  onTestFinished(() => workers.close())
  const seen = await watch(board)
  return {
    seen,
    shown: (id: string) => seen.board().get(id),
    cancel: (id: string) => createCancels(commands, prefix).ask({ queue: 'task', id: id.slice(5) }, 'ada'),
    commands,
    keyOf: (id: string) => queueKey(prefix, 'task', id.slice(5)),
    submit: async (attempts = 1) => {
      const job = await queues.get('task').add('task', {}, { attempts, jobId: newJobId() })
      return `task:${job.id}`
    },
    async fresh(id: string) {
      const [job] = (await reader.jobs('task', [id.slice(5)])).jobs
      return job && { ...job, version: '' }
    },
  }
}

const never = () => new Promise<never>(() => {})

test('an attempt that takes too long fails as a timeout, is retried by policy, and another one may do better', async () => {
  const { submit, seen, shown, fresh } = await start({
    timeoutMs: 100,
    async run(_input: unknown, { attempt, signal }: JobContext<string>) {
      if (attempt > 1) return attempt
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
  })
  const id = await submit(2)
  await seen.until(() => shown(id)?.state === 'success')
  expect(shown(id)?.attempts).toMatchObject([
    { number: 1, reason: 'timeout', error: { name: 'TimeoutError', message: expect.stringContaining('0.1 s') } },
    { number: 2 },
  ])
  expect({ ...shown(id), version: '' }).toEqual(await fresh(id))
})

test('code that goes on after its time is not waited for: the job fails, the place is free, and what it says is ignored', async () => {
  const said: (() => Promise<unknown>)[] = []
  const { submit, seen, shown, fresh } = await start({
    ...{ timeoutMs: 100, graceMs: 100, concurrency: 1 },
    async run(_input: unknown, { attempt, stage, progress, log, files }: JobContext<string>) {
      said.push(() => {
        stage('working')
        progress({ percent: 99, message: 'still here' })
        log('still here')
        return files.write('late.txt', 'late')
      })
      progress({ percent: attempt })
      return never()
    },
  })
  const [first, second] = [await submit(), await submit()]
  await seen.until(() => [first, second].every((id) => shown(id)?.state === 'failure'))
  expect(shown(first)).toMatchObject({ reason: 'timeout', attempt: { current: 1 }, progress: { percent: 1 } })
  const before = await fresh(first)
  for (const say of said) await expect(say()).rejects.toThrow()
  const third = await submit()
  await seen.until(() => shown(third)?.state === 'failure')
  expect(await fresh(first)).toEqual(before)
  expect(said).toHaveLength(3)
})

test('[G16] code that ignores a cancel ends as cancelled once its time to clean up is over', async () => {
  const run = vi.fn(never)
  const { submit, seen, shown, cancel } = await start({ graceMs: 300, run })
  const id = await submit(3)
  await vi.waitFor(() => expect(run).toHaveBeenCalledOnce())
  const from = performance.now()
  expect(await cancel(id)).toBe('asked')
  await seen.until(() => shown(id)?.state === 'failure')
  expect(performance.now() - from).toBeGreaterThan(280)
  expect(shown(id)).toMatchObject({ reason: 'cancelled', attempt: { current: 1 } })
})

test('[G16] a cancel whose word was lost without a sign is found when the lock is renewed', async () => {
  const { submit, seen, shown, commands, keyOf } = await start({
    graceMs: 10,
    async run(_input: unknown, { progress }: JobContext<string>) {
      progress({ percent: 1 })
      return never()
    },
  })
  const id = await submit(3)
  // Goes the same way as the look at the start of the attempt, after it.
  await seen.until(() => shown(id)?.progress.percent === 1)
  await commands.hset(keyOf(id), cancelField, JSON.stringify({ attempt: 1, at: Date.now(), by: 'ada' }))
  await seen.until(() => shown(id)?.state === 'failure')
  expect(shown(id)).toMatchObject({ reason: 'cancelled' })
})

test('[G16] a job that finishes in spite of a cancel has finished, and its flag is gone', async () => {
  let finish = () => {}
  const done = new Promise<number>((resolve) => {
    finish = () => resolve(7)
  })
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const run = () => {
    begin()
    return done
  }
  const { submit, seen, shown, cancel, fresh } = await start({ run })
  const id = await submit(3)
  // A cancel that is there before the job's code begins ends the attempt without it.
  await begun
  await seen.until(() => shown(id)?.state === 'running')
  await cancel(id)
  await seen.until(() => shown(id)?.flags.includes('cancelling') === true)
  finish()
  await seen.until(() => shown(id)?.state === 'success')
  expect(shown(id)).toMatchObject({ flags: [], attempts: [{ number: 1, cancelAskedAt: expect.any(Number) }] })
  expect({ ...shown(id), version: '' }).toEqual(await fresh(id))
})

test('[G16] an error that meets a cancel is no reason to try again', async () => {
  const { submit, seen, shown, cancel } = await start({
    async run(_input: unknown, { signal }: JobContext<string>) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      throw new RangeError('The connection was closed.')
    },
  })
  const id = await submit(3)
  await seen.until(() => shown(id)?.state === 'running')
  await cancel(id)
  await seen.until(() => shown(id)?.state !== 'running')
  expect(shown(id)).toMatchObject({ state: 'failure', reason: 'cancelled', attempt: { current: 1 } })
})
