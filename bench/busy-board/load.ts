import { setTimeout as wait } from 'node:timers/promises'
import { type Job, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { answerQuestions } from '../measure/answer-questions.ts'

/**
 * Fills a queue with `each` jobs of every state, of which the running ones report at `rate` reports a second together.
 * `load <queue> <each> <rate>`.
 */
const [name = '', eachText, rateText] = process.argv.slice(2)
const [each, rate] = [Number(eachText), Number(rateText)]
const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null })
const queue = new Queue(name, { connection })
const everyMs = (each * 1_000) / rate

const run = async (job: Job) => {
  if (job.name === 'fails') throw new Error('The file has no header. Put one in its first line.')
  if (job.name !== 'runs') return { rows: 1 }
  // Not all at the same moment. They go on until the measurement ends, and this process with it.
  await wait(Math.random() * everyMs)
  for (let seq = 0; ; seq += 1) {
    const message = `row ${seq} of 10,000`
    const percent = Math.min(99, seq)
    await job.updateProgress({ v: 1, attempt: 1, seq, percent, message, stage: 'sending', stages: [] })
    await wait(everyMs)
  }
}
new Worker(name, run, { connection, concurrency: each, lockDuration: 600_000 })
const jobs = (kind: string, opts = {}) =>
  queue.addBulk(Array.from({ length: each }, () => ({ name: kind, data: {}, opts })))
await jobs('succeeds')
await jobs('fails')
while ((await queue.getJobCountByTypes('completed', 'failed')) < 2 * each) await wait(100)
await jobs('waits', { delay: 3_600_000 })
await jobs('runs')
answerQuestions({})
