import { Worker } from 'bullmq'
import { expect, onTestFinished, test } from 'vitest'
import { isSame } from '#core/same.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { testConnection } from '#server/testing/test-redis.ts'

/** A queue whose worker runs one job after the other, each until it is let go. */
async function start() {
  const pipeline = await startPipeline(['mail'])
  const waiting: (() => void)[] = []
  const connection = await testConnection('worker')
  const run = () => new Promise<void>((resolve) => void waiting.push(resolve))
  const seen = await pipeline.watch({ kind: 'board', perState: 10 })
  const heldBy = (id: string) => {
    const job = seen.board().get(`mail:${id}`)
    return job?.state === 'pending' ? (job.heldBy ?? 'nothing') : job?.state
  }
  return {
    mail: pipeline.queues.get('mail'),
    watch: pipeline.watch,
    seen,
    heldBy,
    letGo: () => waiting.shift()?.(),
    work() {
      const worker = new Worker('mail', run, { connection, prefix: pipeline.prefix, concurrency: 5 })
      onTestFinished(async () => {
        for (const resolve of waiting) resolve()
        await worker.close()
      })
    },
  }
}

test('a job that waits because others of its type run says by which limit, until it is its turn', async () => {
  const { mail, watch, seen, heldBy, letGo, work } = await start()
  await mail.setGlobalConcurrency(1)
  for (const id of ['j_1', 'j_2']) await mail.add('mail', {}, { jobId: id })
  await seen.until(() => heldBy('j_2') === 'nothing')
  work()
  await seen.until(() => heldBy('j_1') === 'running' && heldBy('j_2') !== 'nothing')
  expect(heldBy('j_2')).toEqual({ concurrency: 1 })
  const late = await watch({ kind: 'jobs', ids: ['mail:j_2'] })
  // Who watched before may be told a moment later.
  await seen.until((jobs) => isSame(jobs.get('mail:j_2'), late.board().get('mail:j_2')))
  letGo()
  await seen.until(() => heldBy('j_2') === 'running')
})

test('a job that waits because enough have begun for now says so, and a paused queue says only that', async () => {
  const { mail, seen, heldBy, work } = await start()
  await mail.setGlobalRateLimit(1, 600_000)
  work()
  for (const id of ['j_1', 'j_2']) await mail.add('mail', {}, { jobId: id })
  await seen.until(() => heldBy('j_1') === 'running' && typeof heldBy('j_2') === 'object')
  expect(heldBy('j_2')).toEqual({ max: 1, perMs: 600_000 })
  await mail.pause()
  await seen.until((board) => {
    const job = board.get('mail:j_2')
    return job?.state === 'pending' && job.reason === 'queue-paused'
  })
  expect(heldBy('j_2')).toBe('nothing')
})
