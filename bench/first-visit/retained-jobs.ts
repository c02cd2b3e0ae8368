import { setTimeout as wait } from 'node:timers/promises'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { answerQuestions } from '../measure/answer-questions.ts'

/** Leaves `count` jobs that have ended in a queue, one of ten failed: `retained-jobs <queue> <count>`. */
const [name = '', countText] = process.argv.slice(2)
const count = Number(countText)
const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null })
const queue = new Queue(name, { connection })
const run = async (job: { name: string }) => {
  if (job.name === 'fails') throw new Error('The file has no header. Put one in its first line.')
  return { rows: 1 }
}
const worker = new Worker(name, run, { connection, concurrency: 200 })
const chunk = 1_000
for (let from = 0; from < count; from += chunk) {
  const jobs = Array.from({ length: Math.min(chunk, count - from) }, (_, i) => ({
    name: (from + i) % 10 === 0 ? 'fails' : 'succeeds',
    data: { row: from + i },
  }))
  await queue.addBulk(jobs)
}
while ((await queue.getJobCountByTypes('completed', 'failed')) < count) await wait(200)
const [last] = await queue.getFailed(0, 0)
await worker.close()
answerQuestions({ failed: () => last?.id })
