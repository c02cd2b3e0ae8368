import { type Cluster, Redis, type RedisOptions } from 'ioredis'
import type { Log } from './log.ts'
import { retryDelay } from './retry-delay.ts'

/** A connection to one Redis, or those to the nodes of a cluster: both take the same commands. */
export type RedisClient = Redis | Cluster

/** What a primary that became a replica says: the address may lead to another one now. Nothing was done, nothing is sent again. */
const reconnectOnError = (error: Error) => error.message.startsWith('READONLY')

/** How a connection behaves, by what it is for. */
export const redisOptionsFor = {
  // A person waits for the answer: fail within two seconds rather than queue up what nobody may want any more.
  commands: { maxRetriesPerRequest: 1, commandTimeout: 2_000, enableOfflineQueue: false, reconnectOnError },
  // The tail must know at once that a read was cut off, to check for a gap before it reads on.
  // No time limit: a read waits, and the tail has its own watch over that. Said aloud, because a duplicate keeps what is not.
  blocking: { maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: undefined },
  // BullMQ's workers insist on null: a job must outlive any pause of Redis.
  worker: { maxRetriesPerRequest: null },
} as const satisfies Record<string, RedisOptions>
export type RedisPurpose = keyof typeof redisOptionsFor

/** Back within two seconds of Redis, without a stampede: BullMQ's own strategy waits up to twenty. */
export const retryStrategy = (times: number): number => retryDelay(times)

/** Opens a connection for one purpose. It reconnects by itself; errors are logged once per outage. */
export function connectRedis(url: string, purpose: RedisPurpose, log: Log): Redis {
  const redis = new Redis(url, { ...redisOptionsFor[purpose], retryStrategy, connectionName: `waybill:${purpose}` })
  reportOutages(redis, purpose, log)
  return redis
}

/** Opens a connection for another purpose to where `redis` leads. */
export function connectLike(redis: Redis, purpose: RedisPurpose, log: Log): Redis {
  const copy = redis.duplicate({ ...redisOptionsFor[purpose], connectionName: `waybill:${purpose}` })
  reportOutages(copy, purpose, log)
  return copy
}

/** Logs once when an outage begins and once when it is over. */
export function reportOutages(redis: RedisClient, purpose: RedisPurpose, log: Log): void {
  let reported = false
  redis.on('error', (error: Error) => {
    if (!reported) log.warn({ err: error, purpose }, 'Redis does not answer; trying again until it does.')
    reported = true
  })
  redis.on('ready', () => {
    if (reported) log.info({ purpose }, 'Redis answers again.')
    reported = false
  })
}

/** Resolves once the connection can be used; rejects when it does not come up within `withinMs`. */
export async function redisReady(redis: RedisClient, withinMs = 10_000): Promise<void> {
  if (redis.status === 'ready') return
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => done(new Error(`Redis did not answer within ${withinMs} ms.`)), withinMs)
    const onReady = () => done()
    function done(error?: Error) {
      clearTimeout(timer)
      redis.off('ready', onReady)
      if (error) reject(error)
      else resolve()
    }
    redis.once('ready', onReady)
  })
}

/** What ioredis and Redis say when Redis could not be reached, did not answer in time or cannot serve at the moment. */
const downMessages = [
  /Command timed out|Connection is closed|Stream isn't writeable|ECONN|did not answer within/,
  /^(LOADING|READONLY|MASTERDOWN|CLUSTERDOWN)/,
  /Cluster isn't ready|Too many Cluster redirections|startup nodes|slots cache|Cluster is ended/,
]

/** Whether an error means that Redis could not be reached, or did not answer in time. */
export function isRedisDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'MaxRetriesPerRequestError' || downMessages.some((message) => message.test(error.message))
}
