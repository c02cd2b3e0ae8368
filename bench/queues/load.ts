import { type Job, Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { answerQuestions } from '../measure/answer-questions.ts'

/** One job in each of many queues reports progress in turn: `load <prefix> <queues> <events/s in all>`. */
const [prefix = '', queuesText, rateText] = process.argv.slice(2)
const [queues, rate] = [Number(queuesText), Number(rateText)]
const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null })
connection.setMaxListeners(0)
const jobs: Job[] = await Promise.all(
  Array.from({ length: queues }, (_, i) =>
    new Queue(`q${i}`, { connection, prefix, skipMetasUpdate: true }).add('bench', {}, { jobId: 'j' }),
  ),
)
let sent = 0
let sentBefore = 0

answerQuestions({
  go: () => {
    const begin = performance.now()
    setInterval(() => {
      const due = Math.floor(((performance.now() - begin) / 1_000) * rate)
      for (; sent < due; sent += 1)
        void jobs[sent % queues]?.updateProgress({ v: 1, attempt: 1, seq: sent, stages: [] })
    }, 2)
  },
  start: () => {
    sentBefore = sent
  },
  sent: () => sent - sentBefore,
})
