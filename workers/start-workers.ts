import { type Processor, Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { AnyJobDefinition } from '#core/define-job.ts'
import { formatJobId } from '#core/job-id.ts'
import type { Log } from '#server/log.ts'
import { keptEvents } from '#server/queues.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { prepareJobHashes } from './job-hash.ts'
import { createRunner, shutdownReason } from './run-job.ts'

export interface WorkersOptions {
  catalogue: ReadonlyMap<string, AnyJobDefinition>
  redis: Redis
  prefix: string
  paths: DataPaths
  worker: string
  log: Log
  /** How long jobs may go on after `close` before they are asked to stop and given back. */
  drainMs?: number
  /** Holds the ids of the jobs that run, for whoever wants to know. */
  running?: Set<string>
  /** How long a lock holds without its worker, and how often jobs without one are looked for. */
  lockMs?: number
  stalledCheckMs?: number
}

/**
 * Starts one BullMQ worker for each job type. A lock of 30 s survives a pause of Redis, and looking for lost jobs every 5 s runs a
 * killed worker's job again within half a minute; BullMQ's own values take a whole one.
 */
export async function startWorkers({
  drainMs = 5_000,
  running = new Set(),
  lockMs = 30_000,
  stalledCheckMs = 5_000,
  ...options
}: WorkersOptions): Promise<{ close(): Promise<void> }> {
  const { catalogue, redis, prefix, paths, worker: name, log } = options
  const services = { hashOf: prepareJobHashes(redis, prefix), paths, worker: name, log }
  await Promise.all([...catalogue.keys()].map((type) => keepEvents(type, options)))
  const workers = [...catalogue].map(([type, definition]) => {
    const worker = new Worker(type, noting(running, createRunner(definition, services)), {
      connection: redis,
      prefix,
      name,
      concurrency: definition.concurrency ?? 1,
      lockDuration: lockMs,
      stalledInterval: stalledCheckMs,
      // A job that was running when a second worker was lost is taken for the reason, and ends as a failure.
      maxStalledCount: 1,
    })
    worker.on('error', (error) => log.warn({ err: error, type }, 'A worker met an error; it goes on.'))
    return worker
  })
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  return {
    async close() {
      const giveBack = setTimeout(() => {
        for (const worker of workers) worker.cancelAllJobs(shutdownReason)
      }, drainMs)
      await Promise.all(workers.map((worker) => worker.close()))
      clearTimeout(giveBack)
    },
  }
}

/** Keeps the id of each job in `running` while it runs. BullMQ hands out a signal only to a function with three parameters. */
const noting =
  (running: Set<string>, run: Processor): Processor =>
  async (job, token, signal) => {
    const id = formatJobId({ queue: job.queueName, id: String(job.id) })
    running.add(id)
    try {
      return await run(job, token, signal)
    } finally {
      running.delete(id)
    }
  }

/** Lets the queue's event stream hold enough for browsers that were away. Only its owner may set this. */
async function keepEvents(type: string, { redis, prefix, log }: WorkersOptions): Promise<void> {
  const queue = new Queue(type, { connection: redis, prefix, streams: { events: { maxLen: keptEvents } } })
  queue.on('error', (error) => log.warn({ err: error, type }, 'A queue met an error.'))
  await queue.waitUntilReady()
  await queue.close()
}
