import { QueueEvents } from 'bullmq'
import { Redis } from 'ioredis'
import { streamTime } from '#core/stream-id.ts'
import { createLog } from '#server/log.ts'
import { connectRedis, redisReady } from '#server/redis.ts'
import { createRedisTail } from '#server/tail/redis-tail.ts'
import { answerQuestions } from '../measure/answer-questions.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'

/** Reads the events of many queues and does nothing with them: `follower tail|QueueEvents <prefix> <queues>`. */
const [how, prefix = '', count] = process.argv.slice(2)
const url = process.env.REDIS_URL ?? ''
const queues = Array.from({ length: Number(count) }, (_, i) => `q${i}`)
const latencies = new LatencyHistogram()
const note = (id: string) => latencies.add(Date.now() - streamTime(id))

if (how === 'tail') {
  const log = createLog('bench', 'warn')
  const commands = connectRedis(url, 'commands', log)
  const blocking = connectRedis(url, 'blocking', log)
  await redisReady(commands)
  await createRedisTail({ blocking, commands, prefix, queues, log }).start({
    async batches(batches) {
      for (const { entries } of batches) for (const { id } of entries) note(id)
    },
    async lost(queue) {
      throw new Error(`Events of ${queue} were lost, so nothing was measured.`)
    },
    async epoch() {},
  })
} else {
  const connection = new Redis(url, { maxRetriesPerRequest: null })
  connection.setMaxListeners(0)
  const all = queues.map((queue) => new QueueEvents(queue, { connection, prefix }))
  for (const events of all) events.on('progress', (_progress, id) => note(id))
  await Promise.all(all.map((events) => events.waitUntilReady()))
}

answerQuestions({ start: () => latencies.clear(), stop: () => latencies.toJSON() })
