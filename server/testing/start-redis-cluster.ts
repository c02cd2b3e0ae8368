import { setTimeout as pause } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { type PrivateRedis, startRedis } from './start-redis.ts'

export interface ClusterNode {
  server: PrivateRedis
  redis: Redis
  id: string
}

const slots = 16_384
const patienceMs = 15_000

/** A Redis Cluster of one test, on loopback: three primaries that share the slots, and a replica of the first. */
export async function startRedisCluster(
  password?: string,
): Promise<{ urls: string[]; primaries: ClusterNode[]; replica: ClusterNode }> {
  const nodes = await Promise.all([startNode(password), startNode(password), startNode(password), startNode(password)])
  const [first, second, third, replica] = nodes
  const primaries = [first, second, third]
  for (const [i, { redis }] of primaries.entries()) {
    const from = Math.floor((slots * i) / primaries.length)
    const to = Math.floor((slots * (i + 1)) / primaries.length) - 1
    await redis.cluster('SET-CONFIG-EPOCH', i + 1)
    await redis.call('CLUSTER', 'ADDSLOTSRANGE', from, to)
  }
  for (const { redis } of nodes) {
    for (const { server } of nodes) await redis.cluster('MEET', '127.0.0.1', server.port)
  }
  await Promise.all(nodes.map(({ redis }) => until(redis, 'nodes', (text) => text.trim().split('\n').length === 4)))
  await replica.redis.cluster('REPLICATE', first.id)
  await Promise.all(nodes.map(({ redis }) => until(redis, 'info', (text) => text.includes('cluster_state:ok'))))
  while (!(await replica.redis.info('replication')).includes('master_link_status:up')) await pause(20)
  return { urls: primaries.map(({ server }) => server.url), primaries, replica }
}

async function startNode(password = ''): Promise<ClusterNode> {
  const settings = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000', '--repl-diskless-sync-delay', '0']
  const server = await startRedis([...settings, '--masterauth', password], password)
  const redis = await server.connect('worker')
  return { server, redis, id: String(await redis.call('CLUSTER', 'MYID')) }
}

/** Waits until the nodes have told each other what was said to one of them. */
async function until(redis: Redis, what: 'nodes' | 'info', holds: (text: string) => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (!holds(String(await redis.call('CLUSTER', what.toUpperCase())))) {
    if (performance.now() > deadline) throw new Error('The nodes of the test cluster did not find each other.')
    await pause(20)
  }
}
