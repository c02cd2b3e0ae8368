import { type JobsOptions, Queue } from 'bullmq'
import { z } from 'zod'
import { scheduleLinkSchema } from '#core/schedule-link.ts'
import type { RedisClient } from './redis.ts'

/** Who submitted a job, and what proves it; see `createJobOwners`. */
export const ownerMarkSchema = z.object({ id: z.string().max(300), mac: z.string().max(100) })
export type OwnerMark = z.infer<typeof ownerMarkSchema>

/** What Waybill adds to BullMQ's options of its own jobs: small, written in the same step as the job, kept with it. */
export const jobMetaSchema = z.object({
  v: z.literal(1),
  label: z.string(),
  // BullMQ's script writes the options anew, and in Lua an empty list is an empty object.
  tags: z.array(z.string()).catch([]),
  /** Seconds the job is kept after success and after failure. */
  keep: z.object({ success: z.number(), failure: z.number() }),
  /** The schedule that made the job. */
  schedule: scheduleLinkSchema.optional().catch(undefined),
  /** The job this one repeats with another input. */
  retryOf: z.string().optional().catch(undefined),
  /** It was added with all its children, also those its type plans. */
  planned: z.boolean().optional().catch(undefined),
  /** Who submitted it. Never told to anybody. */
  owner: ownerMarkSchema.optional().catch(undefined),
})
export type JobMeta = z.infer<typeof jobMetaSchema>

export type WaybillJobsOptions = JobsOptions & { waybill: JobMeta }

/** Hash fields Waybill's worker adds to a job: BullMQ ignores them and removes them with the job. */
export const attemptsField = 'waybill:attempts'
export const resultField = 'waybill:result'

/** Hash field that says that somebody asked for the end of the job. */
export const cancelField = 'waybill:cancel'

/** Hash field the janitor keeps the flags of the current attempt in. */
export const flagsField = 'waybill:flags'

/** Hash field that names the jobs that repeat this one with another input. */
export const retriedField = 'waybill:retried'

/** Hash field that counts how often the links to the job were taken back. */
export const linksField = 'waybill:capGen'

/** How many events a queue's stream keeps: a browser that was away longer gets a snapshot instead of a replay. */
export const keptEvents = 100_000

/** BullMQ queues by name on one shared connection. A job type's queue has the type's name. */
export interface Queues {
  readonly prefix: string
  /** The connection all of them share. */
  readonly redis: RedisClient
  get(name: string): Queue
  close(): Promise<void>
}

export function createQueues(connection: RedisClient, prefix: string): Queues {
  const queues = new Map<string, Queue>()
  return {
    prefix,
    redis: connection,
    get(name) {
      const known = queues.get(name)
      if (known) return known
      // Without skipMetasUpdate, merely looking at a queue would overwrite its stream length and version.
      const queue = new Queue(name, { connection, prefix, skipMetasUpdate: true })
      // The connection's own listener reports; without one here Node would end the process.
      queue.on('error', () => {})
      queues.set(name, queue)
      return queue
    },
    async close() {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()))
    },
  }
}

/** The Redis key of something of a queue: `queueKey('bull', 'mail', 'events')` is `bull:mail:events`. */
export const queueKey = (prefix: string, queue: string, what: string): string => `${prefix}:${queue}:${what}`
