import { type Job as BullJob, Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'
import type { JobMeta } from '#server/queues.ts'
import { queueKey } from '#server/queues.ts'
import { testConnection } from './test-redis.ts'

export interface FinishedJob {
  id: string
  finishedOn: number
  /** Without it the job is some other program's. */
  keep?: JobMeta['keep']
  state?: 'completed' | 'failed'
}

/** Puts finished jobs into a queue as BullMQ leaves them, thousands in no time. */
export async function putFinished(redis: Redis, prefix: string, queue: string, jobs: readonly FinishedJob[]) {
  const pipeline = redis.pipeline()
  for (const { id, finishedOn, keep, state = 'completed' } of jobs) {
    const waybill = keep && { v: 1, label: `Label of ${id}`, tags: [], keep }
    pipeline.hset(queueKey(prefix, queue, id), {
      ...{ name: queue, data: '{}', opts: JSON.stringify({ attempts: 1, waybill }), timestamp: finishedOn - 20 },
      ...{ processedOn: finishedOn - 10, finishedOn, ats: 1, atm: 1, delay: 0, priority: 0 },
      ...(state === 'completed' ? { returnvalue: '{"rows":1}' } : { failedReason: 'It broke.' }),
    })
    pipeline.zadd(queueKey(prefix, queue, state), finishedOn, id)
  }
  await pipeline.exec()
}

/** Lets BullMQ itself bring a job to its end, with a log and a deduplication key. */
export async function finishJob(prefix: string, name: string, opts: object): Promise<BullJob> {
  const connection = await testConnection('worker')
  const queue = new Queue(name, { connection, prefix })
  const worker = new Worker(name, async (job) => job.log('one line'), { connection, prefix })
  onTestFinished(async () => {
    await worker.close()
    await queue.close()
  })
  const ended = new Promise<BullJob>((resolve) => worker.once('completed', (job) => resolve(job)))
  await queue.add(name, {}, opts)
  const job = await ended
  await worker.close()
  return job
}
