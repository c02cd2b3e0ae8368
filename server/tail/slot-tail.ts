import type { Cluster, Redis } from 'ioredis'
import type { Log } from '#server/log.ts'
import { queueKey } from '#server/queues.ts'
import { redisReady } from '#server/redis.ts'
import { connectToSlot, hashTag, slotOwner } from '#server/redis-cluster.ts'
import { retryDelay } from '#server/retry-delay.ts'
import { createSerial } from '#server/serial.ts'
import type { BadEntries } from './bad-entries.ts'
import type { EventTail, TailListener } from './event-tail.ts'
import { createRedisTail } from './redis-tail.ts'

export interface SlotTailOptions {
  cluster: Cluster
  slot: number
  prefix: string
  queues: readonly string[]
  badEntries: BadEntries
  log: Log
}

interface Following {
  owner: string | undefined
  tail: EventTail
  connections: Redis[]
}

/**
 * Follows the queues of one slot of a Redis Cluster at the node that serves it. When the slot moves, a new tail is started at
 * its new node; that node has another run id, so whatever was known of the slot starts anew.
 */
export function createSlotTail({ cluster, slot, prefix, badEntries, log, ...options }: SlotTailOptions): EventTail {
  const queues = new Set(options.queues)
  // Any of them: they lie in one slot, and so must this.
  const datasetKey = `waybill:{${hashTag(queueKey(prefix, options.queues[0] ?? '', 'events'))}}:dataset`
  const serial = createSerial()
  const closing = new AbortController()
  let following: Following | undefined
  let move = () => {}

  async function open(listener: TailListener): Promise<Following> {
    const owner = slotOwner(cluster, slot)
    const commands = connectToSlot(cluster, slot, 'commands', log)
    const blocking = connectToSlot(cluster, slot, 'blocking', log)
    const connections = [commands, blocking]
    const tail = createRedisTail({ blocking, commands, prefix, queues: [...queues], log, datasetKey, badEntries })
    try {
      await redisReady(commands, 2_000)
      await tail.start(listener)
    } catch (error) {
      await close({ owner, tail, connections })
      throw error
    }
    return { owner, tail, connections }
  }

  async function close({ tail, connections }: Following): Promise<void> {
    await tail.close()
    for (const connection of connections) connection.disconnect()
  }

  async function moveTo(listener: TailListener): Promise<void> {
    if (closing.signal.aborted || (following && following.owner === slotOwner(cluster, slot))) return
    const before = following
    following = undefined
    if (before) await close(before)
    log.info(
      { slot, owner: slotOwner(cluster, slot) },
      'A slot of the Redis Cluster moved; its events are followed there.',
    )
    for (let failures = 0; !closing.signal.aborted && !following; failures += 1) {
      following = await open(listener).catch((error: unknown) => {
        if (failures === 0)
          log.warn({ err: error, slot }, 'The new node of a slot cannot be followed yet; trying again.')
        return undefined
      })
      if (!following) await new Promise((resolve) => setTimeout(resolve, retryDelay(failures)))
    }
  }

  return {
    get caughtUp() {
      return following?.tail.caughtUp ?? false
    },
    get trouble() {
      const brokenQueues = following?.tail.trouble.brokenQueues ?? new Map<string, string>()
      return { badEntries: badEntries.count, samples: badEntries.samples, brokenQueues }
    },
    async start(listener) {
      following = await open(listener)
      move = () => void serial(() => moveTo(listener))
      cluster.on('refresh', move)
    },
    add: (queue) =>
      serial(async () => {
        if (!following) throw new Error(`The node of slot ${slot} is away, so queue ${queue} cannot be followed yet.`)
        const from = await following.tail.add(queue)
        queues.add(queue)
        return from
      }),
    remove: (queue) =>
      serial(async () => {
        queues.delete(queue)
        await following?.tail.remove(queue)
      }),
    async close() {
      closing.abort()
      cluster.off('refresh', move)
      await serial(async () => {
        if (following) await close(following)
      })
    },
  }
}
