import { Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { AnyJobDefinition } from '#core/define-job.ts'
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
}

/**
 * Starts one BullMQ worker for each job type. A lock of 30 s survives a pause of Redis, and looking for lost jobs every 5 s runs a
 * killed worker's job again within half a minute; BullMQ's own values take a whole one.
 */
export async function startWorkers({
  drainMs = 5_000,
  ...options
}: WorkersOptions): Promise<{ close(): Promise<void> }> {
  const { catalogue, redis, prefix, paths, worker: name, log } = options
  const services = { hashOf: prepareJobHashes(redis, prefix), paths, worker: name, log }
  await Promise.all([...catalogue.keys()].map((type) => keepEvents(type, options)))
  const workers = [...catalogue].map(([type, definition]) => {
    const worker = new Worker(type, createRunner(definition, services), {
      connection: redis,
      prefix,
      name,
      concurrency: definition.concurrency ?? 1,
      lockDuration: 30_000,
      stalledInterval: 5_000,
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

/** Lets the queue's event stream hold enough for browsers that were away. Only its owner may set this. */
async function keepEvents(type: string, { redis, prefix, log }: WorkersOptions): Promise<void> {
  const queue = new Queue(type, { connection: redis, prefix, streams: { events: { maxLen: keptEvents } } })
  queue.on('error', (error) => log.warn({ err: error, type }, 'A queue met an error.'))
  await queue.waitUntilReady()
  await queue.close()
}
