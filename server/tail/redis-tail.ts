import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Log } from '#server/log.ts'
import { queueKey } from '#server/queues.ts'
import { readEpoch } from './epoch.ts'
import type { EventTail, TailBatch, TailListener } from './event-tail.ts'
import { accountRead, endOf, type StreamPosition, streamEntries, streamInfo } from './stream-position.ts'

export interface RedisTailOptions {
  /** Only for the blocking read; nothing else may use it. */
  blocking: Redis
  commands: Redis
  prefix: string
  queues: readonly string[]
  log: Log
}

const blockMs = 5_000
const readCount = 500
/** How long events may gather before the next read: reading costs by wake-up, not by event. */
const gatherMs = 10

/**
 * Follows many streams on one blocking connection. XREAD only wakes it; what is delivered comes from a transaction that also
 * tells how many entries were ever written, so that none can go missing unnoticed.
 */
export function createRedisTail({ blocking, commands, prefix, queues, log }: RedisTailOptions): EventTail {
  const queueOf = new Map(queues.map((queue) => [queueKey(prefix, queue, 'events'), queue]))
  let positions = new Map<string, StreamPosition>()
  let epoch: string | undefined
  let caughtUp = false
  const closing = new AbortController()
  let running: Promise<void> | undefined
  // Set by every new connection: what happened while it was away must be checked before reading on.
  let mustCheck = true
  let lookedAt = Date.now()
  blocking.on('ready', () => {
    mustCheck = true
  })

  async function locate(): Promise<void> {
    const found = await Promise.all(
      [...queueOf.keys()].map(async (key) => [key, endOf(await readInfo(commands, key))] as const),
    )
    positions = new Map(found)
  }

  async function check(listener: TailListener): Promise<void> {
    const now = await readEpoch(commands)
    if (now !== epoch) {
      await locate()
      epoch = now
      await listener.epoch(now, new Map([...positions].map(([key, at]) => [queueOf.get(key) ?? key, at.cursor])))
    }
    mustCheck = false
  }

  async function waitForEvents(): Promise<string[]> {
    const keys = [...positions.keys()]
    const ids = keys.map((key) => positions.get(key)?.cursor ?? '0-0')
    const read = blocking.xread('COUNT', 1, 'BLOCK', blockMs, 'STREAMS', ...keys, ...ids)
    // A connection that died without a word never answers; two seconds after the block it is given up.
    const watchdog = new AbortController()
    const silent = sleep(blockMs + 2_000, undefined, { signal: watchdog.signal }).then(() => {
      blocking.disconnect(true)
      throw new Error('Redis stopped answering the blocking read.')
    })
    silent.catch(() => {}) // aborted when the read answers: that is the good case
    const reply = await Promise.race([read, silent]).finally(() => watchdog.abort())
    return (reply ?? []).map(([key]) => key)
  }

  async function readAll(keys: readonly string[], listener: TailListener): Promise<void> {
    let left = keys
    while (left.length > 0) {
      const replies = await readTransaction(commands, left, positions)
      const batches: TailBatch[] = []
      const full: string[] = []
      for (const [i, key] of left.entries()) {
        const queue = queueOf.get(key)
        const position = positions.get(key)
        if (!queue || !position) continue
        const entries = streamEntries(replies[2 * i + 1]?.[1])
        const accounted = accountRead(position, streamInfo(replies[2 * i]?.[1]), entries)
        if (accounted.kind === 'rewound') {
          epoch = undefined
          return check(listener)
        }
        positions.set(key, accounted.position)
        if (accounted.lost !== 0) await listener.lost(queue, accounted.lost)
        if (entries.length > 0) batches.push({ queue, entries })
        if (entries.length === readCount) full.push(key)
      }
      if (batches.length > 0) await listener.batches(batches)
      left = full
    }
  }

  async function follow(listener: TailListener): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; ) {
      try {
        if (mustCheck) {
          await check(listener)
          await readAll([...positions.keys()], listener)
        }
        caughtUp = true
        failures = 0
        const woken = await waitForEvents()
        // A stream that was deleted or restored never wakes a read from its old end: look at all of them now and then.
        const all = Date.now() - lookedAt >= blockMs
        if (all) lookedAt = Date.now()
        await readAll(all ? [...positions.keys()] : woken, listener)
        if (woken.length > 0) await sleep(gatherMs, undefined, { signal: closing.signal })
      } catch (error) {
        if (closing.signal.aborted) return
        caughtUp = false
        mustCheck = true
        failures += 1
        if (failures === 1) log.warn({ err: error }, 'The event tail was interrupted; it goes on when Redis answers.')
        const backoff = Math.min(100 * 2 ** failures, 2_000)
        await sleep(backoff * (0.5 + Math.random() / 2), undefined, { signal: closing.signal }).catch(() => {})
      }
    }
  }

  return {
    get caughtUp() {
      return caughtUp
    },
    async start(listener) {
      await check(listener)
      running = follow(listener)
    },
    async close() {
      closing.abort()
      blocking.disconnect()
      await running
    },
  }
}

async function readInfo(redis: Redis, key: string) {
  try {
    return streamInfo(await redis.xinfo('STREAM', key))
  } catch (error) {
    // A queue nobody used yet has no stream.
    if (error instanceof Error && /no such key/i.test(error.message)) return streamInfo(undefined)
    throw error
  }
}

function readTransaction(redis: Redis, keys: readonly string[], positions: ReadonlyMap<string, StreamPosition>) {
  const transaction = redis.multi()
  for (const key of keys) {
    transaction.xinfo('STREAM', key)
    transaction.xrange(key, `(${positions.get(key)?.cursor ?? '0-0'}`, '+', 'COUNT', readCount)
  }
  return transaction.exec().then((replies) => {
    if (!replies) throw new Error('Redis discarded a read transaction.')
    return replies
  })
}
