import type { Redis } from 'ioredis'
import type { Environment } from './env.ts'
import { EnvironmentError } from './environment-error.ts'
import type { Log } from './log.ts'
import { connectRedis, type RedisClient, type RedisPurpose, redisReady } from './redis.ts'
import { connectRedisCluster, hashTag } from './redis-cluster.ts'

/** Opens a connection to the Redis, or to the Redis Cluster, that a process works with. */
export type ConnectRedis = (purpose: RedisPurpose) => RedisClient

/**
 * Asks what REDIS_URL names, one Redis or a cluster, and says how to connect to it. Throws `EnvironmentError` when the settings
 * do not fit what was found, and rejects when nothing answers within `withinMs`.
 */
export async function openRedis(
  { redisUrls, prefix }: Pick<Environment, 'redisUrls' | 'prefix'>,
  log: Log,
  withinMs = 10_000,
): Promise<ConnectRedis> {
  const [first = ''] = redisUrls
  if (await isCluster(redisUrls, log, withinMs)) {
    requireForCluster(redisUrls, prefix)
    return (purpose) => connectRedisCluster(redisUrls, purpose, log)
  }
  if (redisUrls.length > 1) {
    const why = 'it names several nodes, but the Redis that answers is not part of a cluster. Name one.'
    throw new EnvironmentError(`REDIS_URL cannot be used: ${why}`)
  }
  return (purpose) => connectRedis(first, purpose, log)
}

/** Whoever of them answers first knows it for all. */
async function isCluster(urls: readonly string[], log: Log, withinMs: number): Promise<boolean> {
  const connections = urls.map((url) => connectRedis(withoutDatabase(url), 'commands', log))
  const ask = async (redis: Redis) => {
    await redisReady(redis, withinMs)
    return /^cluster_enabled:1/m.test(await redis.info('cluster'))
  }
  try {
    return await Promise.any(connections.map(ask))
  } catch {
    // Each address has its own reason, and the connections have reported them.
    throw new Error(`Redis did not answer within ${withinMs} ms.`)
  } finally {
    for (const connection of connections) connection.disconnect()
  }
}

function requireForCluster(urls: readonly string[], prefix: string): void {
  if (hashTag(prefix) === prefix) {
    const why = 'REDIS_URL names a Redis Cluster, where all keys of Waybill must lie in one slot.'
    throw new EnvironmentError(`WAYBILL_PREFIX cannot be used: ${why} Put a part of it in braces: {bull}.`)
  }
  if (urls.some((url) => !/^\/?0?$/.test(new URL(url).pathname))) {
    const why = 'it names a database, and a Redis Cluster has only one. Leave out the number at its end.'
    throw new EnvironmentError(`REDIS_URL cannot be used: ${why}`)
  }
}

/** A node of a cluster would refuse to choose a database, before it could be asked anything. */
function withoutDatabase(url: string): string {
  const plain = new URL(url)
  plain.pathname = ''
  return plain.href
}
