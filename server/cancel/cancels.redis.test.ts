import { expect, test } from 'vitest'
import type { Job } from '#core/job.ts'
import { newJobId } from '#core/job-id.ts'
import { cancelJob } from '#server/commands/cancel-job.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { queueKey } from '#server/queues.ts'
import { createTombstones } from '#server/retention/tombstones.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { createCancels } from './cancels.ts'

const queue = 'mail'
const board = { kind: 'board', perState: 50 } as const

async function start() {
  const pipeline = await startPipeline([queue])
  const { commands: redis, prefix, reader, queues } = pipeline
  const services = {
    reader,
    queues,
    tombstones: createTombstones(redis, prefix),
    cancels: createCancels(redis, prefix),
  }
  const mail = queues.get(queue)
  return {
    ...pipeline,
    ...{ redis, mail, services },
    cancel: (id: string) => cancelJob(services, { id: `${queue}:${id}`, by: 'ada', isOwn: (name) => name === queue }),
    keyOf: (id: string) => queueKey(prefix, queue, id),
    async fresh(id: string) {
      const [job] = (await reader.jobs(queue, [id])).jobs
      return job && { ...job, version: '' }
    },
  }
}
type Started = Awaited<ReturnType<typeof start>>

const unversioned = (job: Job | undefined) => job && { ...job, version: '' }

/** What a worker that failed once leaves behind: a job that waits for its second attempt, with what the first one ended with. */
async function makeRetrying({ mail, redis, keyOf }: Started, id: string): Promise<void> {
  await mail.add(queue, {}, { jobId: id, attempts: 3, delay: 60_000 })
  const error = { name: 'Error', message: 'It broke.' }
  const attempts = JSON.stringify([{ number: 1, startedAt: 5, finishedAt: 9, reason: 'error', error }])
  const bull = { ats: 1, atm: 1, processedOn: 5, failedReason: error.message }
  await redis.hset(keyOf(id), { ...bull, 'waybill:attempts': attempts })
}

const waiting: [string, (started: Started, id: string) => Promise<unknown>][] = [
  ['in line', ({ mail }, id) => mail.add(queue, {}, { jobId: id })],
  ['scheduled', ({ mail }, id) => mail.add(queue, {}, { jobId: id, delay: 60_000 })],
  ['prioritized', ({ mail }, id) => mail.add(queue, {}, { jobId: id, priority: 5 })],
  ['waiting for another attempt', makeRetrying],
  [
    'in line of a paused queue',
    async ({ mail }, id) => {
      await mail.pause()
      await mail.add(queue, {}, { jobId: id })
    },
  ],
  [
    'waiting for its children',
    async ({ mail, redis, prefix }, id) => {
      await mail.add(queue, {}, { jobId: id })
      await redis.lrem(queueKey(prefix, queue, 'wait'), 1, id)
      await redis.zadd(queueKey(prefix, queue, 'waiting-children'), 1, id)
    },
  ],
]

test.each(waiting)(
  '[G16] a job that is %s ends at once as cancelled, the same on every screen',
  async (_what, make) => {
    const started = await start()
    const id = newJobId()
    await make(started, id)
    const seen = await started.watch(board)
    const shown = () => seen.board().get(`${queue}:${id}`)
    const before = shown()
    expect(before?.state).toBe('pending')
    expect(await started.cancel(id)).toEqual({ id: `${queue}:${id}`, state: 'failure', flags: [] })
    await seen.until(() => shown()?.state === 'failure')
    const cancelled = shown()
    expect(cancelled).toMatchObject({
      ...{ reason: 'cancelled', error: { name: 'CancelledError', message: 'Cancelled while it was waiting.' } },
      ...{ attempt: before?.attempt, attempts: before?.attempts, flags: [] },
    })
    expect(cancelled?.times).toEqual({ submittedAt: before?.times.submittedAt, finishedAt: expect.any(Number) })
    const read = await started.fresh(id)
    expect(unversioned(cancelled)).toEqual(read)
    // As BullMQ sees it the job has failed and is in no other list.
    const { mail } = started
    expect(await mail.getJobState(id)).toBe('failed')
    const counts = await mail.getJobCounts('wait', 'delayed', 'prioritized', 'waiting-children', 'active', 'failed')
    expect(counts).toEqual({ wait: 0, delayed: 0, prioritized: 0, 'waiting-children': 0, active: 0, failed: 1 })
  },
)

test('a cancelled job can be retried by hand, and is then like new', async () => {
  const started = await start()
  const id = newJobId()
  await makeRetrying(started, id)
  await started.cancel(id)
  await retryJob(started.services, { queue, id })
  expect(await started.fresh(id)).toMatchObject({ state: 'pending', reason: 'queued', attempt: { current: 1, max: 4 } })
  await started.cancel(id)
  expect(await started.fresh(id)).toMatchObject({ state: 'failure', reason: 'cancelled' })
})

test('[G16] of fifty who cancel at once one does it, and the others are told that it has ended', async () => {
  const started = await start()
  const id = newJobId()
  await started.mail.add(queue, {}, { jobId: id })
  const asked = await Promise.allSettled(Array.from({ length: 50 }, () => started.cancel(id)))
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const answer of asked) if (answer.status === 'rejected') expect(answer.reason.code).toBe('wrong_state')
  const events = await started.redis.xrange(queueKey(started.prefix, queue, 'events'), '-', '+')
  expect(events.filter(([, fields]) => fields.includes('failed'))).toHaveLength(1)
})

test('a job whose lock has run out belongs to nobody and ends at once, with the attempt it was in', async () => {
  const started = await start()
  const { redis, prefix, mail, keyOf } = started
  const id = newJobId()
  await mail.add(queue, {}, { jobId: id, attempts: 3 })
  await redis.lmove(queueKey(prefix, queue, 'wait'), queueKey(prefix, queue, 'active'), 'LEFT', 'LEFT')
  const attempts = JSON.stringify([{ number: 1, startedAt: 5, worker: 'gone' }])
  await redis.hset(keyOf(id), { ats: 1, processedOn: 5, 'waybill:attempts': attempts })
  const seen = await started.watch(board)
  expect(await started.cancel(id)).toMatchObject({ state: 'failure' })
  await seen.until((jobs) => jobs.get(`${queue}:${id}`)?.state === 'failure')
  const read = await started.fresh(id)
  expect(unversioned(seen.board().get(`${queue}:${id}`))).toEqual(read)
  expect(read).toMatchObject({ reason: 'cancelled', attempts: [{ number: 1, finishedAt: undefined }] })
})

test('a job that others count on is refused and stays as it was', async () => {
  const started = await start()
  const { mail, redis, keyOf } = started
  await mail.upsertJobScheduler('nightly', { every: 60_000 }, { name: queue })
  const [planned] = await mail.getJobs(['delayed', 'wait'])
  if (!planned?.id) throw new Error('Nothing is planned.')
  await expect(started.cancel(planned.id)).rejects.toMatchObject({ code: 'not_cancellable' })
  await expect(started.cancel(planned.id)).rejects.toThrow(/schedule/)
  await mail.add(queue, {}, { jobId: 'j_child' })
  await redis.hset(keyOf('j_child'), 'parentKey', keyOf('j_parent'))
  await expect(started.cancel('j_child')).rejects.toThrow(/part of other jobs/)
  expect(await mail.getJobState('j_child')).toBe('waiting')
})

test('what is not there, has ended or belongs to another program cannot be cancelled', async () => {
  const started = await start()
  const { services, redis, prefix } = started
  await expect(started.cancel('j_never')).rejects.toMatchObject({ code: 'unknown_job' })
  await started.mail.add(queue, {}, { jobId: 'j_foreign' })
  const foreign = cancelJob(services, { id: `${queue}:j_foreign`, by: 'ada', isOwn: () => false })
  await expect(foreign).rejects.toMatchObject({
    code: 'not_cancellable',
    message: expect.stringContaining('another program'),
  })
  // An id that names another key of the queue.
  expect(await services.cancels.ask({ queue, id: 'meta' }, 'ada')).toBe('unknown')
  expect(await redis.zcard(queueKey(prefix, queue, 'failed'))).toBe(0)
})
