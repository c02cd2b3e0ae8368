import { type Job, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'

/** Fifty running jobs that report progress on a fixed schedule, whether or not anybody keeps up. */
const [prefix = 'bull', rateText = '20', secondsText = '5'] = process.argv.slice(2)
const [rate, seconds] = [Number(rateText), Number(secondsText)]
const jobs = 50
const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null })
const queue = new Queue('bench', { connection, prefix, streams: { events: { maxLen: 100_000 } } })
const running: Job[] = []
let finish: () => void = () => {}
const finished = new Promise<void>((resolve) => {
  finish = resolve
})
const started = new Promise<void>((resolve) => {
  const run = (job: Job) => {
    if (running.push(job) === jobs) resolve()
    return finished
  }
  const worker = new Worker('bench', run, { connection, prefix, concurrency: jobs })
  process.once(
    'message',
    () =>
      void load()
        .then(() => worker.close())
        .then(() => process.exit(0)),
  )
})

async function load(): Promise<void> {
  const begin = performance.now()
  let sent = 0
  await new Promise<void>((resolve) => {
    const tick = setInterval(() => {
      const due = Math.min(rate * seconds, Math.floor(((performance.now() - begin) / 1000) * rate))
      for (; sent < due; sent += 1) {
        const job = running[sent % jobs]
        const percent = (sent / (rate * seconds)) * 100
        void job?.updateProgress({ v: 1, attempt: 1, seq: sent, stage: 'working', percent, stages: [] })
      }
      if (sent < rate * seconds) return
      clearInterval(tick)
      resolve()
    }, 2)
  })
  finish()
}

await queue.addBulk(Array.from({ length: jobs }, (_, i) => ({ name: 'bench', data: { i } })))
await started
process.send?.('ready')
