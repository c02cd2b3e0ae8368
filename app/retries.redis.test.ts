import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineJob, type RetryPolicy } from '#core/define-job.ts'
import { promoteJob } from '#server/commands/promote-job.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { queueKey } from '#server/queues.ts'
import { addressOf, startWorkbench } from './testing/start-workbench.ts'

const view = { kind: 'board', perState: 50 } as const
const hourMs = 60 * 60 * 1000

/** A job that always fails, and says at which attempt. */
function failing(retry: RetryPolicy, name = 'Error') {
  return defineJob({
    title: 'Failing',
    description: 'Fails.',
    input: z.strictObject({}),
    stages: { trying: 'Trying' },
    retry,
    label: () => 'failing',
    async run(_input, { attempt, stage }) {
      stage('trying')
      throw Object.assign(new Error(`failed ${attempt}`), { name })
    },
  })
}

test('after a failure the card counts down to the next attempt, as long as the type itself says', async () => {
  const told: [number, string][] = []
  const backoff = (failures: number, error: Error) => {
    told.push([failures, error.message])
    return failures * 2 * hourMs
  }
  const { submit, work, watch, fresh } = await startWorkbench({ failing: failing({ attempts: 3, backoff }) })
  const seen = await watch(view)
  await work()
  const id = await submit('failing', {})
  await seen.until((jobs) => jobs.get(id)?.state === 'pending' && jobs.get(id)?.attempt.current === 1)
  const job = seen.board().get(id)
  const failedAt = job?.attempts[0]?.finishedAt ?? 0
  expect(job).toMatchObject({
    ...{ state: 'pending', reason: 'retrying', error: { message: 'failed 1' } },
    attempts: [{ number: 1, worker: 'test-worker', error: { message: 'failed 1' } }],
  })
  const nextRunAt = job?.state === 'pending' ? (job.nextRunAt ?? 0) : 0
  expect(nextRunAt - failedAt).toBeGreaterThanOrEqual(2 * hourMs)
  expect(nextRunAt - failedAt).toBeLessThan(2 * hourMs + 60_000)
  expect({ ...job, version: '' }).toEqual({ ...(await fresh(id)), version: '' })
  expect(told).toEqual([[1, 'failed 1']])
})

test.each([
  ['exponential', { backoff: { type: 'exponential', delayMs: 5 * hourMs } }, 5],
  ['fixed and capped', { backoff: { type: 'fixed', delayMs: 5 * hourMs }, maxDelayMs: 3 * hourMs }, 3],
] as const)('a backoff that is %s is kept to', async (_what, policy, hours) => {
  const { submit, work, watch } = await startWorkbench({ failing: failing({ attempts: 2, ...policy }) })
  const seen = await watch(view)
  await work()
  const id = await submit('failing', {})
  await seen.until((jobs) => jobs.get(id)?.state === 'pending' && jobs.get(id)?.attempt.current === 1)
  const job = seen.board().get(id)
  const wait = (job?.state === 'pending' ? (job.nextRunAt ?? 0) : 0) - (job?.attempts[0]?.finishedAt ?? 0)
  expect(Math.round(wait / hourMs)).toBe(hours)
})

test('a backoff that throws neither loses nor hangs the job, and the log says so', async () => {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  const backoff = () => {
    throw new Error('no idea')
  }
  const policy = { attempts: 2, backoff, maxDelayMs: 5 }
  const { submit, work, watch } = await startWorkbench({ failing: failing(policy) }, log)
  const seen = await watch(view)
  await work()
  const id = await submit('failing', {})
  await seen.until((jobs) => jobs.get(id)?.state === 'failure')
  expect(seen.board().get(id)).toMatchObject({ attempt: { current: 2, max: 2 }, reason: 'error' })
  expect(lines.join()).toContain('no idea')
})

test('an error that is not worth another attempt is the last one', async () => {
  const isBusy = (error: Error) => error.name === 'BusyError'
  const { submit, work, watch } = await startWorkbench({
    busy: failing({ attempts: 3, retryOn: [isBusy] }, 'BusyError'),
    broken: failing({ attempts: 3, retryOn: [isBusy] }, 'BrokenError'),
  })
  const seen = await watch(view)
  await work()
  const [busy, broken] = [await submit('busy', {}), await submit('broken', {})]
  await seen.until((jobs) => [busy, broken].every((id) => jobs.get(id)?.state === 'failure'))
  expect(seen.board().get(busy)).toMatchObject({ attempt: { current: 3 }, error: { name: 'BusyError' } })
  expect(seen.board().get(broken)).toMatchObject({ attempt: { current: 1 }, error: { name: 'BrokenError' } })
})

test('[I8] three rounds by hand give the full allowance each, count on, and keep every attempt', async () => {
  const bench = await startWorkbench({ failing: failing({ attempts: 2, backoff: { type: 'fixed', delayMs: 1 } }) })
  const { submit, work, watch, fresh, queues, reader, tombstones, commands, prefix } = bench
  const seen = await watch(view)
  await work()
  const id = await submit('failing', {})
  const address = addressOf(id)
  const isOver = (attempt: number) =>
    seen.until((jobs) => {
      const job = jobs.get(id)
      return job?.state === 'failure' && job.attempt.current === attempt
    })
  await isOver(2)
  for (const last of [4, 6, 8]) {
    await retryJob({ queues, reader, tombstones }, address)
    await isOver(last)
    expect(seen.board().get(id)?.attempt).toEqual({ current: last, max: last })
  }
  const job = seen.board().get(id)
  expect(job?.attempts.map(({ number, error, worker }) => [number, error?.message, worker])).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((number) => [number, `failed ${number}`, 'test-worker']),
  )
  expect(job?.stages.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  for (const { startedAt, finishedAt } of job?.attempts ?? []) expect(finishedAt).toBeGreaterThanOrEqual(startedAt)
  // What BullMQ itself counts: every start, and the failures of the last round.
  expect(await commands.hmget(queueKey(prefix, address.queue, address.id), 'ats', 'atm')).toEqual(['8', '2'])
  expect({ ...job, version: '' }).toEqual({ ...(await fresh(id)), version: '' })
})

test('[I8] of more attempts than are kept the newest stay', async () => {
  const bench = await startWorkbench({ failing: failing({ attempts: 23 }) })
  const { submit, work, watch, queues, reader, tombstones } = bench
  const seen = await watch(view)
  await work()
  const id = await submit('failing', {})
  await seen.until((jobs) => jobs.get(id)?.state === 'failure')
  await retryJob({ queues, reader, tombstones }, addressOf(id))
  await seen.until((jobs) => jobs.get(id)?.state === 'failure' && jobs.get(id)?.attempt.current === 46)
  expect(
    seen
      .board()
      .get(id)
      ?.attempts.map(({ number }) => number),
  ).toEqual(Array.from({ length: 20 }, (_, i) => 27 + i))
})

test('a job that waits for its next attempt, or for its time, can be run now', async () => {
  const backoff = { type: 'fixed', delayMs: 5 * hourMs } as const
  const { submit, work, watch, services } = await startWorkbench({ failing: failing({ attempts: 2, backoff }) })
  const seen = await watch(view)
  const id = await submit('failing', {}, { delayMs: hourMs, priority: 3 })
  await seen.until((jobs) => jobs.has(id))
  expect(seen.board().get(id)).toMatchObject({ reason: 'scheduled' })
  await promoteJob(services, id)
  await seen.until((jobs) => jobs.get(id)?.state === 'pending')
  await expect(promoteJob(services, id)).rejects.toMatchObject({ code: 'wrong_state' })
  await work()
  await seen.until((jobs) => jobs.get(id)?.attempt.current === 1 && jobs.get(id)?.state === 'pending')
  await promoteJob(services, id)
  await seen.until((jobs) => jobs.get(id)?.state === 'failure')
  expect(seen.board().get(id)).toMatchObject({ attempt: { current: 2, max: 2 } })
  await expect(promoteJob(services, id)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(promoteJob(services, 'failing:j_nobody')).rejects.toMatchObject({ code: 'unknown_job' })
})
