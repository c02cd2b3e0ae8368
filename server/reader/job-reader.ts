import type { Result } from 'ioredis'
import type { Job } from '#core/job.ts'
import { formatJobId } from '#core/job-id.ts'
import type { StreamId } from '#core/stream-id.ts'
import type { Counts } from '#core/view.ts'
import type { JobOwners } from '#server/auth/job-owners.ts'
import { queueKey } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import { jobFromRow } from './job-from-row.ts'
import { type JobRow, snapshotReplySchema } from './job-row.ts'
import { ownerMarkOf } from './owner-mark-of.ts'
import { snapshotScript } from './snapshot-script.ts'

/** Some jobs of a queue and its counts, all of the same moment: the one `version` names. */
export interface QueueSnapshot {
  queue: string
  version: StreamId
  counts: Counts
  paused: boolean
  jobs: Job[]
  /** Who submitted which of these jobs, by the job's id, as far as that is proven. No part of a job: nobody is told. */
  owners: ReadonlyMap<string, string>
}

/** Reads jobs for display. Costs one Redis command a queue and call; never reads inputs or results. */
export interface JobReader {
  /** The jobs with these BullMQ ids that exist. */
  jobs(queue: string, ids: readonly string[]): Promise<QueueSnapshot>
  /** The newest `perState` of each of BullMQ's lists. */
  newest(queue: string, perState: number): Promise<QueueSnapshot>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillSnapshot(...args: [events: string, base: string, newest: number, ...ids: string[]]): Result<unknown, Context>
  }
}

/** More ids than this in one call would hold Redis up; the rest goes in further calls. */
const idsPerCall = 500

/** Without `owners` all jobs are nobody's. */
export function createJobReader(redis: RedisClient, prefix: string, owners?: JobOwners): JobReader {
  redis.defineCommand('waybillSnapshot', { lua: snapshotScript, numberOfKeys: 2 })

  async function read(queue: string, newest: number, ids: readonly string[]): Promise<QueueSnapshot> {
    const base = queueKey(prefix, queue, '')
    const reply = await redis.waybillSnapshot(`${base}events`, base, newest, ...ids)
    const { version, paused, counts, rows, heldBy } = snapshotReplySchema.parse(reply)
    const place = { prefix, queue, version, paused, heldBy }
    const proven = ownersOf(queue, rows)
    const jobs = rows.map((row) => jobFromRow(row, place)).map((job) => withOrigin(job, proven))
    return { queue, version, counts, paused, jobs, owners: proven }
  }

  /** Who knows no owners cannot tell what is foreign. */
  const withOrigin = (job: Job, proven: ReadonlyMap<string, string>): Job =>
    owners && !proven.has(job.id) ? { ...job, foreign: true } : job

  function ownersOf(queue: string, rows: readonly JobRow[]): Map<string, string> {
    const proven = new Map<string, string>()
    for (const row of owners ? rows : []) {
      const job = { queue, id: row.id }
      const owner = owners?.ownerIn(ownerMarkOf(row.opts), job, row.name || queue)
      if (owner !== undefined) proven.set(formatJobId(job), owner)
    }
    return proven
  }

  return {
    newest: (queue, perState) => read(queue, perState, []),
    async jobs(queue, ids) {
      const first = await read(queue, 0, ids.slice(0, idsPerCall))
      const jobs = [...first.jobs]
      const owners = new Map(first.owners)
      // Each job carries the version of its own call, so the parts may be of different moments; the whole is of the first.
      for (let from = idsPerCall; from < ids.length; from += idsPerCall) {
        const next = await read(queue, 0, ids.slice(from, from + idsPerCall))
        jobs.push(...next.jobs)
        for (const [id, owner] of next.owners) owners.set(id, owner)
      }
      return { ...first, jobs, owners }
    },
  }
}
