import { Bridge } from '#server/bridge/bridge.ts'
import type { WholeFeed } from '#server/bridge/whole-feed.ts'
import { type Liveness, startLiveness } from '#server/liveness/liveness.ts'
import { createLog, type Log } from '#server/log.ts'
import { createLogReader } from '#server/logs/log-reader.ts'
import { createOpsFeed } from '#server/ops/ops-feed.ts'
import { createQueueLook } from '#server/ops/queue-look.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { connectRedis, redisReady } from '#server/redis.ts'
import { createScheduleFeed } from '#server/schedules/schedule-feed.ts'
import { createScheduleStore } from '#server/schedules/schedule-store.ts'
import { createTail } from '#server/tail/create-tail.ts'

export interface Followed {
  bridge: Bridge
  ops: WholeFeed
  schedules: WholeFeed
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
  const { workers, lostWorkers } = liveness
  const ops = createOpsFeed({ look: createQueueLook(commands, prefix), queues, workers, lostWorkers, tail, log })
  const schedules = createScheduleFeed({ schedules: createScheduleStore(commands, prefix), reader, log })
  setInterval(() => void bridge.tidy(), 5_000)
  return { bridge, ops, schedules, liveness, log }
}
