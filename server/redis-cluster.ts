import { Cluster, type Redis } from 'ioredis'
import type { Log } from './log.ts'
import { type RedisPurpose, redisOptionsFor, reportOutages, retryStrategy } from './redis.ts'

/** How often the cluster is asked who serves what: a failover is noticed after this at the latest. */
const topologyMs = 2_000

/** Opens a Redis Cluster by the addresses of some of its nodes; it finds the others and follows failovers. */
export function connectRedisCluster(urls: readonly string[], purpose: RedisPurpose, log: Log): Cluster {
  const cluster = new Cluster([...urls], {
    redisOptions: { ...redisOptionsFor[purpose], connectionName: `waybill:${purpose}` },
    clusterRetryStrategy: retryStrategy,
    slotsRefreshInterval: topologyMs,
  })
  reportOutages(cluster, purpose, log)
  return cluster
}

/** The address of the node that serves a slot, as far as is known; it changes when the slot moves. */
export const slotOwner = (cluster: Cluster, slot: number): string | undefined => cluster.slots[slot]?.[0]

/** Opens a connection of its own to the node that serves a slot now. Throws while none does. */
export function connectToSlot(cluster: Cluster, slot: number, purpose: RedisPurpose, log: Log): Redis {
  const owner = slotOwner(cluster, slot)
  const node = cluster.nodes('master').find(({ options }) => `${options.host}:${options.port}` === owner)
  if (!node) throw new Error(`No node of the Redis Cluster serves slot ${slot} at the moment; it is tried again.`)
  const name = `waybill:${purpose}`
  // What the cluster's own connections leave to the cluster, this one does itself.
  const own = { retryStrategy, lazyConnect: false, enableReadyCheck: true, readOnly: false, connectionName: name }
  const redis = node.duplicate({ ...redisOptionsFor[purpose], ...own })
  reportOutages(redis, purpose, log)
  return redis
}

/** The part of a key that decides its slot: what stands in the first braces, or all of it. */
export function hashTag(key: string): string {
  const start = key.indexOf('{')
  const end = key.indexOf('}', start + 1)
  return start >= 0 && end > start + 1 ? key.slice(start + 1, end) : key
}
