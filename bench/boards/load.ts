import { setTimeout as wait } from 'node:timers/promises'
import { type Job, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { answerQuestions } from '../measure/answer-questions.ts'

/**
 * An ordinary day: two jobs run in each queue, report what time it is as they go, end after some seconds and are followed by the
 * next. `load <prefix> <queues> <ms between reports>`.
 */
const [prefix = '', queuesText, everyText] = process.argv.slice(2)
const [queues, everyMs] = [Number(queuesText), Number(everyText)]
const reports = 20
const jobsPerQueue = 2
const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null })
connection.setMaxListeners(0)

for (let i = 0; i < queues; i += 1) {
  const queue = new Queue(`q${i}`, { connection, prefix })
  const submit = () => queue.add('bench', {}, { removeOnComplete: { count: 20 } })
  const run = async (job: Job) => {
    for (let seq = 0; seq < reports; seq += 1) {
      await job.updateProgress({ v: 1, attempt: 1, seq, current: Date.now(), stages: [] })
      await wait(everyMs)
    }
    await submit()
  }
  new Worker(`q${i}`, run, { connection, prefix, concurrency: jobsPerQueue })
  for (let j = 0; j < jobsPerQueue; j += 1) {
    // Evenly over the time that a job takes, and over the time between two reports: what happens at once is read at once.
    const share = (i * jobsPerQueue + j) / (queues * jobsPerQueue)
    setTimeout(submit, share * (reports + 1) * everyMs)
  }
}
answerQuestions({})
