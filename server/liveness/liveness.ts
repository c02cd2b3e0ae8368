import type { Log } from '#server/log.ts'
import { isRedisDown, type RedisClient } from '#server/redis.ts'
import { createActiveJobs } from './active-jobs.ts'
import { Janitor } from './janitor.ts'
import { createLeadership } from './leadership.ts'
import { createQuarantine } from './quarantine.ts'
import { beatEveryMs, beatLifeMs, createWorkerRegistry, type HeardWorker, type WorkerBeat } from './worker-registry.ts'

export interface LivenessOptions {
  redis: RedisClient
  prefix: string
  queues: readonly string[]
  log: Log
  everyMs?: number
  /** How long a beat holds, and how long one process leads before another may. */
  lifeMs?: number
  /** How long a worker may take to cancel a job before it is called busy. */
  patienceMs?: number
}

/** A worker process as it last said, and when that was on this process's clock. */
export type SeenWorker = WorkerBeat & { seenAt: number }

export interface Liveness {
  /** How many worker processes are alive; undefined while that cannot be known. From memory: it costs nothing to ask. */
  workersOnline(): number | undefined
  /** The worker processes that are alive, as they last said; undefined while that cannot be known. */
  workers(): readonly SeenWorker[] | undefined
  /** Those that fell silent without a word; undefined while that cannot be known. */
  lostWorkers(): readonly SeenWorker[] | undefined
  close(): Promise<void>
}

/**
 * Watches over the workers: every web process knows how many there are, and one of them looks after the jobs of those that were
 * lost. Costs two commands a round, and one more for each queue where the janitor is; pages cost nothing.
 */
export function startLiveness(options: LivenessOptions): Liveness {
  const { redis, prefix, queues, log, everyMs = beatEveryMs, lifeMs = beatLifeMs } = options
  const registry = createWorkerRegistry(redis, prefix, lifeMs)
  const leadership = createLeadership(redis, `waybill:{meta}:${prefix}:janitor`, lifeMs)
  const janitor = new Janitor({
    active: createActiveJobs(redis, prefix),
    quarantine: createQuarantine(redis, prefix),
    queues,
    log,
    patienceMs: options.patienceMs,
  })
  let online: readonly SeenWorker[] | undefined
  let lost: readonly SeenWorker[] | undefined
  let closed = false
  let timer: NodeJS.Timeout | undefined
  // Beats that ran out while Redis was away, or before this process began to listen, say nothing about the workers.
  let listeningSince = Number.POSITIVE_INFINITY
  let heardAt = Number.NEGATIVE_INFINITY

  async function round(): Promise<void> {
    try {
      const census = await registry.census()
      const workers = census.online.map(seenWorker)
      const now = performance.now()
      if (now - heardAt > 2 * everyMs) listeningSince = now
      heardAt = now
      const complete = now - listeningSince >= lifeMs
      online = workers.length > 0 || complete ? workers : undefined
      lost = complete ? census.lost.map(seenWorker) : undefined
      if (await leadership.hold()) await janitor.round({ workers, complete })
    } catch (error) {
      online = undefined
      lost = undefined
      // The connection reports its own outages.
      if (!isRedisDown(error)) log.warn({ err: error }, 'The workers could not be looked after; trying again.')
    }
    if (!closed) timer = setTimeout(run, everyMs)
  }

  let running = Promise.resolve()
  function run(): void {
    running = round()
  }
  run()

  return {
    workersOnline: () => online?.length,
    workers: () => online,
    lostWorkers: () => lost,
    async close() {
      closed = true
      clearTimeout(timer)
      await running
      // Another takes over when the lead runs out, if it cannot be given up now.
      await leadership.release().catch(() => {})
    },
  }
}

/** Says when a worker was heard on the clock of this process. */
export const seenWorker = ({ silentMs, ...beat }: HeardWorker): SeenWorker => ({
  ...beat,
  seenAt: Date.now() - silentMs,
})
