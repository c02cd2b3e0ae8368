import { type Job, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { answerQuestions } from '../measure/answer-questions.ts'

/** Running jobs that report progress on a fixed schedule, whether or not anybody keeps up: `load <prefix> <events/s> <jobs>`. */
const [prefix = '', rateText, jobsText] = process.argv.slice(2)
const [rate, jobs] = [Number(rateText), Number(jobsText)]
const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null })
const queue = new Queue('bench', { connection, prefix, streams: { events: { maxLen: 100_000 } } })
const running: Job[] = []
await new Promise<void>((resolve) => {
  const run = (job: Job) => {
    if (running.push(job) === jobs) resolve()
    return new Promise<void>(() => {})
  }
  new Worker('bench', run, { connection, prefix, concurrency: jobs })
  void queue.addBulk(Array.from({ length: jobs }, (_, i) => ({ name: 'bench', data: {}, opts: { jobId: `j${i}` } })))
})

let sent = 0
let sentBefore = 0
function report(): void {
  const job = running[sent % jobs]
  const progress = { v: 1, attempt: 1, seq: sent, stage: 'working', percent: (sent % 10_000) / 100, stages: [] }
  void job?.updateProgress(progress)
  sent += 1
}

answerQuestions({
  go: () => {
    const begin = performance.now()
    setInterval(() => {
      const due = Math.floor(((performance.now() - begin) / 1_000) * rate)
      while (sent < due) report()
    }, 2)
  },
  start: () => {
    sentBefore = sent
  },
  sent: () => sent - sentBefore,
  /** Every job reports the same once. */
  mark: async (percent) => {
    const progress = { v: 1, attempt: 1, seq: sent, stage: 'working', percent, stages: [] }
    sent += 1
    await Promise.all(running.map((job) => job.updateProgress(progress)))
  },
})
