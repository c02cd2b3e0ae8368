import { randomUUID } from 'node:crypto'
import { benchSettings } from './measure/bench-settings.ts'
import { RedisMeter } from './measure/redis-meter.ts'
import { writeResult } from './measure/write-result.ts'
import { measureQueues } from './queues/measure-queues.ts'
import { type QueuesRun, queueFollowers } from './queues/queues-result.ts'

/** What it costs to follow many queues: Waybill's tail, and one `QueueEvents` for each. */
const { redisUrl, seconds, repeats } = benchSettings({ seconds: 2, repeats: 3 })
const rate = 1_000
const redis = new RedisMeter(redisUrl)
const runs: QueuesRun[] = []
for (let repeat = 0; repeat < repeats; repeat += 1) {
  for (const queues of [1, 50, 200, 1_000]) {
    for (const follower of queueFollowers) {
      const run = await measureQueues({ follower, queues, rate }, `bench-${randomUUID()}`, seconds, redis)
      runs.push(run)
      console.log(
        `${follower.padEnd(12)} ${String(queues).padStart(4)} queues   p50 ${run.p50} ms  p99 ${run.p99}   ` +
          `${run.connections} connections   cores: reader ${run.followerCores.toFixed(2)}, Redis ${run.redisCores.toFixed(2)}; ` +
          `machine ${Math.round(run.machineBusy * 100)} % busy`,
      )
    }
  }
}
redis.close()
await writeResult('queues', { seconds, repeats, runs })
