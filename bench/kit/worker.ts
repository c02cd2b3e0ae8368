import { Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { z } from 'zod'
import { defineJob } from '#core/define-job.ts'
import { createLog } from '#server/log.ts'
import { connectRedis } from '#server/redis.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { startWorkers } from '#workers/start-workers.ts'
import { answerQuestions } from '../measure/answer-questions.ts'

/** Runs the jobs of one queue: `worker <kit|bare> <prefix> <concurrency> <data directory>`. */
const [mode = '', prefix = '', concurrencyText, dataDir = ''] = process.argv.slice(2)
const concurrency = Number(concurrencyText)
const redisUrl = process.env.REDIS_URL ?? ''

const counted = defineJob({
  title: 'Counted',
  description: 'Says how far it is.',
  input: z.strictObject({ calls: z.int().min(0) }),
  stages: {},
  concurrency,
  label: () => 'Counted',
  summary: ({ calls }: { calls: number }) => `${calls} calls`,
  async run({ calls }, { progress }) {
    for (let call = 1; call <= calls; call += 1) {
      progress({ current: call, total: calls })
      await aMoment()
    }
    return { calls }
  },
})

/** A turn of the event loop, as work that is worth a report takes at least. */
const aMoment = () => new Promise<void>((resolve) => setImmediate(resolve))

answerQuestions({
  async go() {
    if (mode === 'kit') {
      const log = createLog('bench', 'warn')
      const redis = connectRedis(redisUrl, 'worker', log)
      const catalogue = new Map([['counted', counted]])
      await startWorkers({ catalogue, redis, prefix, paths: dataPaths(dataDir), worker: 'bench', log })
      return
    }
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
    const run = async ({ data: { calls }, updateProgress }: CountedJob) => {
      for (let call = 1; call <= calls; call += 1) {
        await updateProgress({ current: call, total: calls })
        await aMoment()
      }
      return { calls }
    }
    new Worker('counted', (job) => run({ data: job.data, updateProgress: (report) => job.updateProgress(report) }), {
      ...{ connection, prefix, concurrency },
    })
  },
})

interface CountedJob {
  data: { calls: number }
  updateProgress(report: object): Promise<void>
}
