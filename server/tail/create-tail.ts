import { Cluster } from 'ioredis'
import type { Log } from '#server/log.ts'
import { connectLike, type RedisClient } from '#server/redis.ts'
import { createClusterTail } from './cluster-tail.ts'
import type { EventTail } from './event-tail.ts'
import { createRedisTail } from './redis-tail.ts'

export interface TailOptions {
  commands: RedisClient
  prefix: string
  queues: readonly string[]
  log: Log
}

/** The tail that fits what `commands` is connected to. Opens what else it needs, and closes it. */
export function createTail({ commands, ...options }: TailOptions): EventTail {
  if (commands instanceof Cluster) return createClusterTail({ cluster: commands, ...options })
  return createRedisTail({ blocking: connectLike(commands, 'blocking', options.log), commands, ...options })
}
