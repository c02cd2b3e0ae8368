import { expect, onTestFinished, test, vi } from 'vitest'
import { workerLost } from '#core/job-flags.ts'
import { newJobId } from '#core/job-id.ts'
import { isSame } from '#core/same.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { startLiveness } from '#server/liveness/liveness.ts'
import { queueKey } from '#server/queues.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { quietLog, testFolder, testRedisUrl } from '#server/testing/test-redis.ts'
import { startWorkerProcess } from './testing/start-worker-process.ts'

const times = { beatEveryMs: 200, beatLifeMs: 1_000, lockMs: 2_000, stalledCheckMs: 500 }
const queue = 'rehearsal'
const board = { kind: 'board', perState: 50 } as const

/** A web node that watches over workers, and no worker yet. */
async function start(over: Partial<typeof times> = {}) {
  const pipeline = await startPipeline([queue])
  const { commands: redis, prefix, queues, reader } = pipeline
  const { beatEveryMs: everyMs, beatLifeMs: lifeMs, ...locks } = { ...times, ...over }
  const dataDir = await testFolder()
  const liveness = startLiveness({ redis, prefix, queues: [queue], log: quietLog, everyMs, lifeMs })
  onTestFinished(() => liveness.close())
  return {
    ...pipeline,
    ...{ redis, liveness, seen: await pipeline.watch(board) },
    startWorker: () =>
      startWorkerProcess({
        ...{ redisUrl: testRedisUrl(), prefix, dataDir, beatEveryMs: everyMs, beatLifeMs: lifeMs },
        ...locks,
      }),
    async submit(script: object): Promise<string> {
      const input = { title: 'A rehearsal', steps: 2, stepMs: 0, stages: 1, ...script }
      const job = await queues.get(queue).add(queue, input, { attempts: 3, jobId: newJobId() })
      return `${queue}:${job.id}`
    },
    async fresh(id: string) {
      const [job] = (await reader.jobs(queue, [id.slice(queue.length + 1)])).jobs
      return job && { ...job, version: '' }
    },
  }
}

const steps = { steps: 60, stepMs: 25 }

test('[G3] [G4] a job whose worker was killed says so until another worker runs it again', async () => {
  const { seen, submit, startWorker, liveness, fresh } = await start()
  const first = await startWorker()
  await vi.waitFor(() => expect(liveness.workersOnline()).toBe(1))
  const id = await submit(steps)
  await seen.until((jobs) => jobs.get(id)?.stage !== undefined)
  first.kill('SIGKILL')
  await seen.until((jobs) => jobs.get(id)?.flags.includes(workerLost) === true)
  expect(seen.board().get(id)).toMatchObject({ state: 'running', worker: first.name, attempt: { current: 1 } })
  const read = await fresh(id)
  expect({ ...seen.board().get(id), version: '' }).toEqual(read)
  await vi.waitFor(() => expect(liveness.workersOnline()).toBe(0))

  await startWorker()
  await seen.until((jobs) => jobs.get(id)?.attempt.current === 2)
  expect(seen.board().get(id)?.flags).toEqual([])
  await seen.until((jobs) => jobs.get(id)?.state === 'success')
  const about = seen.events.filter((event) => event.id === id).map((event) => event.type)
  expect(about.indexOf('flagged')).toBeLessThan(about.lastIndexOf('queued'))
  expect(seen.board().get(id)).toMatchObject({ attempts: [{ number: 1 }, { number: 2 }], flags: [] })
})

test('[F3] a worker that was only too busy to give a sign of life is not lost any more when it gives one', async () => {
  const { seen, submit, startWorker } = await start({ lockMs: 30_000 })
  await startWorker()
  const id = await submit({ ...steps, blockAtStep: 10, blockMs: 2_500 })
  await seen.until((jobs) => jobs.get(id)?.flags.includes(workerLost) === true)
  await seen.until((jobs) => jobs.get(id)?.state === 'success')
  expect(seen.board().get(id)).toMatchObject({ attempt: { current: 1 } })
  const flags = seen.events.flatMap((event) => (event.type === 'flagged' ? [event.flags] : []))
  expect(flags).toEqual([[workerLost], []])
})

test('a worker that ends in order gives its jobs back, and none of them is called lost', async () => {
  const beatLifeMs = 6_000
  const { seen, submit, startWorker, liveness } = await start({ beatLifeMs })
  const first = await startWorker()
  await vi.waitFor(() => expect(liveness.workersOnline()).toBe(1))
  const id = await submit({ steps: 100, stepMs: 50 })
  await seen.until((jobs) => jobs.get(id)?.stage !== undefined)
  first.kill('SIGTERM')
  await first.exited
  await vi.waitFor(() => expect(liveness.workersOnline()).not.toBe(1), { timeout: beatLifeMs / 2 })
  await seen.until((jobs) => jobs.get(id)?.state === 'pending')
  expect(seen.events.map((event) => event.type)).not.toContain('flagged')
})

test('[F30] a job that kills its worker twice ends as a failure, whatever attempts it has left; others go on', async () => {
  const { seen, submit, startWorker, fresh } = await start()
  const poison = await submit({ steps: 3, stepMs: 300, exitAtStep: 2, exitAttempts: 99 })
  const others = [await submit({}), await submit({})]
  let deaths = 0
  const isOver = () => seen.board().get(poison)?.state === 'failure'
  const keepWorking = async () => {
    while (!isOver()) {
      const worker = await startWorker()
      await Promise.race([worker.exited.then(() => (deaths += 1)), seen.until(isOver)])
    }
  }
  await keepWorking()
  others.push(await submit({}))
  await seen.until((jobs) => others.every((id) => jobs.get(id)?.state === 'success'))
  expect(deaths).toBe(2)
  expect(seen.board().get(poison)).toMatchObject({ state: 'failure', reason: 'worker-lost', flags: [] })
  const read = await fresh(poison)
  expect({ ...seen.board().get(poison), version: '' }).toEqual(read)
}, 40_000)

test.each([
  ['an input', 'data', '{bad'],
  ['options', 'opts', 'null'],
  ['progress', 'progress', '[5'],
])(
  '[F31] a job with %s no worker can read ends as a corrupt record, and the queue goes on',
  async (_what, field, bad) => {
    const { seen, submit, startWorker, fresh, redis, prefix, queues } = await start()
    const id = await submit({})
    const key = queueKey(prefix, queue, id.slice(queue.length + 1))
    await redis.hset(key, field, bad)
    await startWorker()
    await seen.until((jobs) => jobs.get(id)?.state === 'failure')
    expect(seen.board().get(id)).toMatchObject({ reason: 'corrupt', flags: [] })
    const read = await fresh(id)
    await seen.until((jobs) => isSame({ ...jobs.get(id), version: '' }, read))
    expect(await redis.hget(key, `waybill:corrupt:${field}`)).toBe(bad)
    // Other tools of BullMQ read the list of failed jobs again.
    expect(await queues.get(queue).getJobs(['failed'])).toHaveLength(1)
    const next = await submit({})
    await seen.until((jobs) => jobs.get(next)?.state === 'success')
  },
)

test('an input that was lost is not replaced by another one: a retry by hand fails for it', async () => {
  const { seen, submit, startWorker, redis, prefix, queues, reader, tombstones } = await start()
  const id = await submit({})
  const address = { queue, id: id.slice(queue.length + 1) }
  await redis.hset(queueKey(prefix, queue, address.id), 'data', '{bad')
  await startWorker()
  await seen.until((jobs) => jobs.get(id)?.state === 'failure')
  await retryJob({ queues, reader, tombstones }, address)
  await seen.until((jobs) => jobs.get(id)?.attempt.current === 2 && jobs.get(id)?.state === 'failure')
  expect(seen.board().get(id)).toMatchObject({ reason: 'invalid-input' })
})

test('a record that is spoilt while its job runs does not end the job', async () => {
  const { seen, submit, startWorker, redis, prefix } = await start()
  await startWorker()
  const id = await submit(steps)
  await seen.until((jobs) => jobs.get(id)?.stage !== undefined)
  await redis.hset(queueKey(prefix, queue, id.slice(queue.length + 1)), 'data', '{bad')
  await seen.until((jobs) => jobs.get(id)?.state !== 'running')
  expect(seen.board().get(id)?.state).toBe('success')
})

test('[I10] [G12] a key that holds no job ends as a corrupt record as well', async () => {
  const { seen, submit, startWorker, redis, prefix } = await start()
  const id = await submit({})
  const key = queueKey(prefix, queue, id.slice(queue.length + 1))
  await redis.set(key, 'not a job')
  await startWorker()
  const next = await submit({})
  await seen.until((jobs) => jobs.get(id)?.state === 'failure' && jobs.get(next)?.state === 'success')
  await vi.waitFor(async () =>
    expect(await redis.zscore(queueKey(prefix, queue, 'failed'), id.slice(10))).not.toBeNull(),
  )
  expect(seen.board().get(id)).toMatchObject({ reason: 'corrupt' })
})
