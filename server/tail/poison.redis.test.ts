import { type Job as BullJob, Worker } from 'bullmq'
import { expect, onTestFinished, test } from 'vitest'
import { queueKey } from '#server/queues.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { quietLog, testConnection } from '#server/testing/test-redis.ts'

/** A real BullMQ worker of somebody else's, and who watches its queue. */
async function setup(work: (job: BullJob) => Promise<unknown>) {
  const pipeline = await startPipeline(['mail'])
  const connection = await testConnection('worker')
  const worker = new Worker('mail', work, { connection, prefix: pipeline.prefix })
  worker.on('error', (error) => quietLog.warn({ err: error }))
  onTestFinished(() => worker.close())
  const board = await pipeline.watch({ kind: 'board', perState: 50 })
  /** Submits a job and resolves once the board shows it done. */
  const runOne = async () => {
    const { id } = await pipeline.queues.get('mail').add('mail', {})
    await board.until((jobs) => jobs.get(`mail:${id}`)?.state === 'success')
    return `mail:${id}`
  }
  const write = (...fields: (string | Buffer)[]) =>
    pipeline.commands.xadd(queueKey(pipeline.prefix, 'mail', 'events'), '*', ...fields)
  return { ...pipeline, board, runOne, write }
}

test('[I10] [G12] progress that is undefined or a function harms only itself', async () => {
  const { tail, board, runOne } = await setup(async (job) => {
    // What a worker in plain JavaScript can pass.
    const careless: (value: unknown) => Promise<void> = (value) => Reflect.apply(job.updateProgress, job, [value])
    await careless(undefined)
    await careless(() => 50)
    await careless(Number.NaN)
    await job.updateProgress(70)
  })
  const first = await runOne()
  const second = await runOne()
  expect([...board.board().keys()]).toEqual(expect.arrayContaining([first, second]))
  expect(board.resets).toEqual([])
  expect(tail.trouble.badEntries).toBeGreaterThanOrEqual(4)
  expect(tail.trouble.samples[0]).toMatchObject({ queue: 'mail', why: 'Its progress is not JSON.' })
})

test('[I10] [G12] entries of strangers are passed over, and the next job is shown', async () => {
  const { tail, board, runOne, write } = await setup(async () => {})
  const known = await runOne()
  const id = known.slice('mail:'.length)
  const noise = Buffer.from([0xff, 0x00, 0xc3, 0x28, 0x0a])
  await write('no', 'event')
  await write('event', '')
  await write('', '')
  await write('__proto__', 'x', 'event', '__proto__', 'jobId', 'constructor')
  await write('event', 'toString', 'jobId', id)
  await write('event', 'progress', 'jobId', '__proto__', 'data', '{"__proto__": {"percent": 5}}')
  await write('event', 'progress', 'jobId', id, 'data', '['.repeat(60_000))
  await write('event', 'delayed', 'jobId', id, 'delay', '1e308')
  await write('event', noise, 'jobId', noise, noise, noise)
  await write('event', 'waiting', 'jobId', 'x'.repeat(60_000))
  await write('event', 'active', 'jobId', `${id} ${'y'.repeat(300)}`)
  await write(...Array.from({ length: 20_000 }, (_, i) => `field ${i}`))
  const next = await runOne()
  expect([...board.board().keys()]).toEqual([known, next])
  expect(board.board().get(known)?.state).toBe('success')
  expect(board.resets).toEqual([])
  expect(tail.trouble.badEntries).toBeGreaterThanOrEqual(4)
  expect(Object.getPrototypeOf({})).not.toHaveProperty('percent')
})

test('[I10] [G11] [G12] progress of megabytes is neither parsed nor pushed', async () => {
  const huge = { text: 'x'.repeat(8_000_000), percent: 50 }
  const { tail, board, runOne } = await setup(async (job) => {
    for (let i = 0; i < 5; i += 1) await job.updateProgress(huge)
  })
  await runOne()
  const next = await runOne()
  expect(board.board().get(next)?.state).toBe('success')
  expect(JSON.stringify(board.events).length).toBeLessThan(100_000)
  expect(tail.trouble.badEntries).toBe(10)
  for (const { why, text } of tail.trouble.samples) {
    expect(why).toMatch(/^It has 8\d{6} bytes more/)
    expect(text.length).toBeLessThan(2_048)
  }
})
