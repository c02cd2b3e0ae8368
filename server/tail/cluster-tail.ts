import type { Cluster } from 'ioredis'
import type { StreamId } from '#core/stream-id.ts'
import type { Log } from '#server/log.ts'
import { queueKey } from '#server/queues.ts'
import { createSerial } from '#server/serial.ts'
import { sha256 } from '#server/sha256.ts'
import { BadEntries } from './bad-entries.ts'
import type { EventTail, TailListener } from './event-tail.ts'
import { createSlotTail } from './slot-tail.ts'

export interface ClusterTailOptions {
  cluster: Cluster
  prefix: string
  queues: readonly string[]
  log: Log
}

/**
 * Follows queues of a Redis Cluster: one tail for each slot they lie in, because no command reads across slots. What the tails
 * tell becomes one line of calls with one epoch, which changes when that of any slot does.
 */
export function createClusterTail({ cluster, prefix, queues, log }: ClusterTailOptions): EventTail {
  const badEntries = new BadEntries(log)
  const tails = new Map<number, EventTail>()
  const epochs = new Map<number, string>()
  const positions = new Map<string, StreamId>()
  const told = createSerial()
  const changes = createSerial()
  let listener: TailListener | undefined

  const slotOf = (queue: string): Promise<number> => cluster.cluster('KEYSLOT', queueKey(prefix, queue, 'events'))

  /** Nothing is told before every slot has its place: until then there is no epoch. */
  async function tellEpoch(): Promise<void> {
    const parts = [...epochs].toSorted(([a], [b]) => a - b)
    const epoch = sha256(JSON.stringify(parts))
    await listener?.epoch(epoch, new Map(positions))
  }

  const listenTo = (slot: number): TailListener => ({
    batches: (batches) =>
      told(async () => {
        for (const { queue, entries } of batches) positions.set(queue, entries.at(-1)?.id ?? '0-0')
        await listener?.batches(batches)
      }),
    lost: (queue, count, from) =>
      told(async () => {
        if (from !== undefined) positions.set(queue, from)
        await listener?.lost(queue, count, from)
      }),
    epoch: (epoch, places) =>
      told(async () => {
        epochs.set(slot, epoch)
        for (const [queue, place] of places) positions.set(queue, place)
        await tellEpoch()
      }),
  })

  async function startSlot(slot: number, its: readonly string[]): Promise<void> {
    const tail = createSlotTail({ cluster, slot, prefix, queues: its, badEntries, log })
    await tail.start(listenTo(slot))
    tails.set(slot, tail)
  }

  async function closeAll(): Promise<void> {
    await Promise.all([...tails.values()].map((tail) => tail.close()))
  }

  return {
    get caughtUp() {
      return listener !== undefined && [...tails.values()].every((tail) => tail.caughtUp)
    },
    get trouble() {
      const brokenQueues = new Map([...tails.values()].flatMap((tail) => [...tail.trouble.brokenQueues]))
      return { badEntries: badEntries.count, samples: badEntries.samples, brokenQueues }
    },
    async start(to) {
      const queuesOf = new Map<number, string[]>()
      for (const queue of queues) {
        const slot = await slotOf(queue)
        queuesOf.set(slot, [...(queuesOf.get(slot) ?? []), queue])
      }
      const started = await Promise.allSettled([...queuesOf].map(([slot, its]) => startSlot(slot, its)))
      const failed = started.find(({ status }) => status === 'rejected')
      if (failed?.status === 'rejected') {
        await closeAll()
        throw failed.reason
      }
      listener = to
      await told(tellEpoch)
    },
    add: (queue) =>
      changes(async () => {
        const slot = await slotOf(queue)
        const known = tails.get(slot)
        const from = known ? await known.add(queue) : undefined
        if (from !== undefined) positions.set(queue, from)
        else await startSlot(slot, [queue])
        return positions.get(queue) ?? '0-0'
      }),
    remove: (queue) =>
      changes(async () => {
        positions.delete(queue)
        await tails.get(await slotOf(queue))?.remove(queue)
      }),
    close: closeAll,
  }
}
