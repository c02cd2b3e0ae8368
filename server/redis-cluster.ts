import { Cluster, type Command, type Redis, type RedisOptions } from 'ioredis'
import type { Log } from './log.ts'
import { type RedisPurpose, redisOptionsFor, reportOutages, retryStrategy } from './redis.ts'

/** How often the cluster is asked who serves what: a failover is noticed after this at the latest. */
const topologyMs = 2_000

/**
 * A node that is away makes the cluster's client ask the others and send again, for many times as long as a person waits. Here
 * the time of a command counts from when it was given, whatever becomes of it on the way.
 */
class PromptCluster extends Cluster {
  override sendCommand(...[command, ...rest]: Parameters<Cluster['sendCommand']>): unknown {
    // What ioredis hands over in a pipeline is typed as a command, too.
    ;(command as Command).setTimeout(redisOptionsFor.commands.commandTimeout)
    return super.sendCommand(command, ...rest)
  }
}

/** Opens a Redis Cluster by the addresses of some of its nodes; it finds the others and follows failovers. */
export function connectRedisCluster(urls: readonly string[], purpose: RedisPurpose, log: Log): Cluster {
  const prompt = purpose === 'commands'
  const ClusterOf = prompt ? PromptCluster : Cluster
  const cluster = new ClusterOf([...urls], {
    redisOptions: { ...forAllNodes(urls), ...redisOptionsFor[purpose], connectionName: `waybill:${purpose}` },
    clusterRetryStrategy: retryStrategy,
    slotsRefreshInterval: topologyMs,
    // A certificate names the host, not the address it has today.
    dnsLookup: (host, found) => found(null, host),
    enableOfflineQueue: !prompt,
    // A job must outlive a failover, however long it takes.
    ...(!prompt && { maxRedirections: Number.POSITIVE_INFINITY, retryDelayOnMoved: 50 }),
  })
  reportOutages(cluster, purpose, log)
  reportNodes(cluster, purpose, log)
  return cluster
}

/** Nodes that were found later come as an address only: who signs in, and how, holds for all. */
function forAllNodes([first = '']: readonly string[]): Pick<RedisOptions, 'username' | 'password' | 'tls'> {
  const { protocol, username, password } = new URL(first)
  return {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  }
}

/** Logs once when a node is away and once when it is back: the cluster as a whole may go on without it. */
function reportNodes(cluster: Cluster, purpose: RedisPurpose, log: Log): void {
  const failedAt = new Map<string, number>()
  cluster.on('node error', (error: Error, node: string) => {
    if (!failedAt.has(node)) log.warn({ err: error, node, purpose }, 'A node of the Redis Cluster does not answer.')
    failedAt.set(node, performance.now())
  })
  cluster.on('refresh', () => {
    for (const { options, status } of cluster.nodes()) {
      const node = `${options.host}:${options.port}`
      const failed = failedAt.get(node)
      // A node that hangs keeps its connections: it is back when it was asked since and has not failed.
      if (status !== 'ready' || failed === undefined || performance.now() - failed < 3 * topologyMs) continue
      failedAt.delete(node)
      log.info({ node, purpose }, 'A node of the Redis Cluster is back.')
    }
  })
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
