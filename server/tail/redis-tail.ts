import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Log } from '#server/log.ts'
import { redisReady } from '#server/redis.ts'
import { retryDelay } from '#server/retry-delay.ts'
import { BadEntries } from './bad-entries.ts'
import { BlockingRead } from './blocking-read.ts'
import { readEpoch } from './epoch.ts'
import type { EventTail, TailListener } from './event-tail.ts'
import { FollowedStreams } from './followed-streams.ts'

export interface RedisTailOptions {
  /** Only for the blocking read; nothing else may use it. */
  blocking: Redis
  commands: Redis
  prefix: string
  queues: readonly string[]
  log: Log
  /** The key that names the data. In a cluster it must lie where the streams lie. */
  datasetKey?: string
  /** Where entries that make no sense are counted, when several tails count together. */
  badEntries?: BadEntries
  /** How often every stream and the epoch are looked at: one that was deleted or restored never wakes a read from its old end. */
  lookMs?: number
}

/** How long events may gather before the next read: reading costs by wake-up, not by event. */
const gatherMs = 10

/**
 * Follows many streams on one blocking connection. XREAD only wakes it; what is delivered comes from a script that also
 * tells how many entries were ever written, so that none can go missing unnoticed.
 */
export function createRedisTail(options: RedisTailOptions): EventTail {
  const { blocking, commands, log, datasetKey = 'waybill:{meta}:dataset', lookMs = 5_000 } = options
  const badEntries = options.badEntries ?? new BadEntries(log)
  const streams = new FollowedStreams(commands, options.prefix, options.queues, badEntries, log)
  const events = new BlockingRead(blocking, commands)
  const closing = new AbortController()
  let epoch: string | undefined
  let caughtUp = false
  // What happened while a connection was away must be looked at before reading on.
  let mustLook = true
  let lookedAt = 0
  let behind = false
  let running: Promise<void> | undefined

  const onClose = () => {
    caughtUp = false
    mustLook = true
  }
  const onReady = () => {
    mustLook = true
    events.wake()
  }
  for (const connection of [blocking, commands]) connection.on('close', onClose).on('ready', onReady)

  /** Starts anew when the data is not what it was. */
  async function checkEpoch(listener: TailListener): Promise<boolean> {
    const now = await readEpoch(commands, datasetKey)
    if (now === epoch) return false
    await listener.epoch(now, await streams.locate())
    epoch = now
    return true
  }

  async function read(keys: readonly string[], listener: TailListener): Promise<void> {
    const news = await streams.read(keys)
    behind = news.behind
    try {
      // Streams that are others than before may mean that all the data is.
      if (news.rewound.length > 0 && (await checkEpoch(listener))) return
      for (const { queue, from } of news.rewound) await listener.lost(queue, undefined, from)
      for (const { queue, count } of news.lost) await listener.lost(queue, count)
      if (news.batches.length > 0) await listener.batches(news.batches)
    } catch (error) {
      // What was read and not told is lost: nothing that is known holds.
      epoch = undefined
      throw error
    }
  }

  async function look(listener: TailListener): Promise<void> {
    if (blocking.status !== 'ready') throw new Error('The connection for the blocking read is not there yet.')
    mustLook = false
    lookedAt = performance.now()
    await events.prepare()
    await checkEpoch(listener)
    await read(streams.keys, listener)
  }

  async function waitForEvents(): Promise<string[]> {
    const untilLook = lookedAt + lookMs - performance.now()
    try {
      return await events.wait(streams.readable, behind ? 0 : Math.max(0, Math.min(untilLook, streams.msUntilRetry)))
    } catch (error) {
      // One key that is no stream fails the read of all. Reading each finds it, and sets it aside.
      if (error instanceof Error && error.message.startsWith('WRONGTYPE')) return streams.keys
      throw error
    }
  }

  async function follow(listener: TailListener): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; ) {
      try {
        if (mustLook || performance.now() - lookedAt >= lookMs) {
          await look(listener)
        } else {
          const woken = await waitForEvents()
          failures = 0
          await read(woken, listener)
          if (woken.length > 0 && !behind) await sleep(gatherMs, undefined, { signal: closing.signal })
        }
        if (!behind && !mustLook) caughtUp = true
      } catch (error) {
        if (closing.signal.aborted) return
        caughtUp = false
        mustLook = true
        failures += 1
        if (failures === 1) log.warn({ err: error }, 'The event tail was interrupted; it goes on when Redis answers.')
        await events.pause(retryDelay(failures))
      }
    }
  }

  return {
    get caughtUp() {
      return caughtUp
    },
    get trouble() {
      return { badEntries: badEntries.count, samples: badEntries.samples, brokenQueues: streams.brokenQueues }
    },
    async start(listener) {
      await redisReady(blocking)
      await checkEpoch(listener)
      running = follow(listener)
    },
    async add(queue) {
      const from = await streams.add(queue)
      events.wake()
      return from
    },
    async remove(queue) {
      streams.remove(queue)
      events.wake()
    },
    async close() {
      closing.abort()
      events.wake()
      for (const connection of [blocking, commands]) connection.off('close', onClose).off('ready', onReady)
      blocking.disconnect()
      await running
    },
  }
}
