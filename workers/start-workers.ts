import { type Processor, Queue, Worker } from 'bullmq'
import type { AnyJobDefinition, JobEnvironment, JobLimits } from '#core/define-job.ts'
import { formatJobId } from '#core/job-id.ts'
import { createJobOwners } from '#server/auth/job-owners.ts'
import type { KeyRing } from '#server/auth/key-ring.ts'
import { createOwnership, type Ownership } from '#server/auth/ownership.ts'
import type { Log } from '#server/log.ts'
import { keptEvents, queueKey } from '#server/queues.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import type { RedisClient } from '#server/redis.ts'
import { createScheduleStore, type ScheduleStore } from '#server/schedules/schedule-store.ts'
import type { DataPaths } from '#server/store/data-paths.ts'
import { applyLimits } from './apply-limits.ts'
import { createBackoff } from './backoff.ts'
import { listenForCancels } from './cancel-listener.ts'
import { closeWorker } from './close-worker.ts'
import { prepareJobHashes } from './job-hash.ts'
import { JudgedError } from './judged-error.ts'
import { noteRun } from './note-run.ts'
import { createRunner, type IsolateSettings } from './run-job.ts'
import { type EventLoopWatch, watchEventLoop } from './watch-event-loop.ts'

export interface WorkersOptions {
  catalogue: ReadonlyMap<string, AnyJobDefinition>
  redis: RedisClient
  prefix: string
  paths: DataPaths
  /** All job types there are: children may be of one that other workers run. Default: the catalogue. */
  types?: ReadonlyMap<string, AnyJobDefinition>
  /** Where the samples of job types lie. */
  samplesDir?: string
  /** Proves whose jobs are. Without it the children and runs that come up here are nobody's. */
  keys?: KeyRing
  /** What jobs are told of the environment. Default: nothing. */
  env?: JobEnvironment
  worker: string
  log: Log
  /** How long jobs may go on after `close` before they are asked to stop and given back. */
  drainMs?: number
  /** Holds the ids of the jobs that run, for whoever wants to know. */
  running?: Set<string>
  /** How types that say `isolate` are run; tests have a catalogue of their own. */
  isolates?: IsolateSettings
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
  const { catalogue, redis, prefix, paths, env = {}, worker: name, log, isolates } = options
  const cancels = listenForCancels({ redis, prefix, log })
  const { types = catalogue, samplesDir = '', keys } = options
  const ownership = keys && createOwnership(keys, redis, prefix)
  const reader = createJobReader(redis, prefix, keys && createJobOwners(keys))
  const family = { queues: { redis, prefix }, reader, types, samplesDir, ownership }
  const services = { hashOf: prepareJobHashes(redis, prefix), cancels, paths, family, env, worker: name, log, isolates }
  const schedules = createScheduleStore(redis, prefix)
  const eventLoop = watchEventLoop({ log })
  await Promise.all([...catalogue].map(([type, { limits }]) => prepareQueue(type, limits, options)))
  const workers = [...catalogue].map(([type, definition]) => {
    const notes = { running, schedules, ownership, log, eventLoop: definition.isolate ? undefined : eventLoop }
    const worker = new Worker(type, noting(notes, createRunner(definition, services)), {
      connection: redis,
      prefix,
      name,
      concurrency: concurrencyOf(definition),
      settings: { backoffStrategy: backoffOf(type, definition, log) },
      lockDuration: lockMs,
      stalledInterval: stalledCheckMs,
      // After a failure of the connection; a worker that closes waits it out.
      runRetryDelay: 1_000,
      // A job that was running when a second worker was lost is taken for the reason, and ends as a failure.
      maxStalledCount: 1,
    })
    worker.on('error', (error) => log.warn({ err: error, type }, 'A worker met an error; it goes on.'))
    // A dead connection may keep silent for long; the locks are renewed every few seconds anyway.
    worker.on('locksRenewed', ({ jobIds }) => cancels.look(type, jobIds))
    return worker
  })
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  return {
    async close() {
      const answer = redis.exists(queueKey(prefix, '', 'meta'))
      const busy = () => running.size > 0
      await Promise.all(workers.map((worker) => closeWorker(worker, { answer, busy, drainMs })))
      cancels.close()
      eventLoop.close()
    },
  }
}

/** How many jobs of a type one worker process runs at a time. */
export const concurrencyOf = ({ concurrency = 1 }: AnyJobDefinition): number => concurrency

/** BullMQ asks it for jobs that say so, and for those of a kind of backoff nobody else knows. */
function backoffOf(type: string, { retry }: AnyJobDefinition, log: Log) {
  const onProblem = (error: Error) => log.warn({ err: error, type }, 'A job type does not say how long to wait.')
  const backoff = createBackoff(retry, { onProblem })
  // What was thrown in an isolate was judged there, where the classes are the same.
  return (failures: number, _kind?: string, error?: Error) =>
    error instanceof JudgedError && error.delayMs !== undefined ? error.delayMs : backoff(failures, error)
}

interface Notes {
  running: Set<string>
  schedules: ScheduleStore
  ownership: Ownership | undefined
  log: Log
  /** For jobs that run in this process. */
  eventLoop?: EventLoopWatch
}

/** Keeps the id of each job in `running` while it runs. BullMQ hands out a signal only to a function with three parameters. */
const noting =
  ({ running, schedules, ownership, log, eventLoop }: Notes, run: Processor): Processor =>
  async (job, token, signal) => {
    const id = formatJobId({ queue: job.queueName, id: String(job.id) })
    running.add(id)
    const ended = eventLoop?.began(job.queueName)
    noteRun({ schedules, ownership, log }, job)
    try {
      return await run(job, token, signal)
    } finally {
      running.delete(id)
      ended?.()
    }
  }

/** Lets the queue's event stream hold enough for browsers that were away, and sets its limits. Only its owner may. */
async function prepareQueue(type: string, limits: JobLimits | undefined, { redis, prefix, log }: WorkersOptions) {
  const queue = new Queue(type, { connection: redis, prefix, streams: { events: { maxLen: keptEvents } } })
  queue.on('error', (error) => log.warn({ err: error, type }, 'A queue met an error.'))
  await queue.waitUntilReady()
  try {
    await applyLimits(queue, limits)
  } finally {
    await queue.close()
  }
}
