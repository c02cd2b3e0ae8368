import { Bridge } from '#server/bridge/bridge.ts'
import { type Liveness, startLiveness } from '#server/liveness/liveness.ts'
import { createLog, type Log } from '#server/log.ts'
import { createLogReader } from '#server/logs/log-reader.ts'
import { createOpsFeed, type OpsFeed } from '#server/ops/ops-feed.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { connectRedis, redisReady } from '#server/redis.ts'
import { createTail } from '#server/tail/create-tail.ts'

export interface Followed {
  bridge: Bridge
  ops: OpsFeed
  liveness: Liveness
  log: Log
}

/** Everything of the web process between Redis and the sockets, put together as the web process does. */
export async function followQueues(prefix: string, queues: readonly string[]): Promise<Followed> {
  const log = createLog('bench', 'warn')
  const commands = connectRedis(process.env.REDIS_URL ?? '', 'commands', log)
  await redisReady(commands)
  const reader = createJobReader(commands, prefix)
  const bridge = new Bridge({ reader, logs: createLogReader(commands, prefix), queues, log })
  const tail = createTail({ commands, prefix, queues, log })
  await tail.start(bridge)
  const liveness = startLiveness({ redis: commands, prefix, queues, log })
  const ops = createOpsFeed({ reader, queues, workers: liveness.workers, tail, log })
  setInterval(() => void bridge.tidy(), 5_000)
  return { bridge, ops, liveness, log }
}
