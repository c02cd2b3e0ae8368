import type { Job } from '#core/job.ts'
import { type JobAddress, parseJobId } from '#core/job-id.ts'
import { tombstoneOf } from '#core/tombstone.ts'
import type { JobOwners } from '#server/auth/job-owners.ts'
import type { Log } from '#server/log.ts'
import type { JobReader } from '#server/reader/job-reader.ts'
import { isRedisDown } from '#server/redis.ts'
import { FinishedWalk } from './finished-walk.ts'
import type { Overdue, Retention } from './retention.ts'

export interface SweeperOptions {
  retention: Retention
  reader: Pick<JobReader, 'jobs'>
  /** Waybill's own: nothing is ever written to a queue that is only watched. */
  queues: readonly string[]
  /** Writes on what is left of a job whose it was. */
  owners?: JobOwners
  log: Log
  now?: () => number
}

/** How many jobs of a queue one round reads and takes away, and how many of them in one script: it holds everybody else up. */
const perRound = 200
const perScript = 50

/** What ended longer ago was seen by whoever led before; if not, the walk through everything finds it. */
const startBackMs = 10 * 60 * 1000
/** Clocks of workers differ a little: a job may come in behind others that ended later. */
const overlapMs = 5_000

/**
 * Takes jobs away whose time is over. For each of BullMQ's lists of finished jobs there are two walks: one follows what ends now, the other
 * goes through everything again and again, and finds what ended before there was a sweeper or by a clock that is far off.
 */
export class Sweeper {
  private readonly walks: ReadonlyMap<string, Record<'recent' | 'all', readonly FinishedWalk[]>>
  private readonly now: () => number

  constructor(private readonly options: SweeperOptions) {
    const now = options.now ?? Date.now
    this.now = now
    const begin = now() - startBackMs
    // A job that ended in the future must not lead the walk past those that end now.
    const recently = (reached: number) => String(Math.max(begin, Math.min(reached, now()) - overlapMs))
    const sets = ['completed', 'failed'] as const
    this.walks = new Map(
      options.queues.map((queue) => {
        const recent = sets.map((set) => new FinishedWalk(set, recently))
        return [queue, { recent, all: sets.map((set) => new FinishedWalk(set, () => '-inf')) }]
      }),
    )
  }

  /** Returns whether there is more to do at once. Rejects when Redis is away; what else goes wrong with a queue harms no other. */
  async round(): Promise<boolean> {
    let more = false
    for (const queue of this.options.queues) {
      try {
        more = (await this.sweep(queue)) || more
      } catch (error) {
        if (isRedisDown(error)) throw error
        this.options.log.warn({ err: error, queue }, 'The finished jobs of a queue could not be looked after.')
      }
    }
    return more
  }

  private async sweep(queue: string): Promise<boolean> {
    const { recent = [], all = [] } = this.walks.get(queue) ?? {}
    const walks = [...recent, ...all]
    const places = walks.map(({ place }) => place)
    const { due, next } = await this.options.retention.survey(queue, places, this.now(), perRound)
    // Walking through everything is in no hurry, except for the first time.
    const isBehind = all.some(({ isThrough }) => !isThrough)
    const full = walks.map((walk, i) => walk.move(next[i] ?? { ...walk.place, read: 0 }, perRound))
    if (due.length > 0 && (await this.expire(queue, due)) > 0) for (const walk of walks) walk.recount()
    return due.length >= perRound || full.slice(0, recent.length).includes(true) || (isBehind && full.includes(true))
  }

  private async expire(queue: string, ids: readonly string[]): Promise<number> {
    const { reader, retention, log } = this.options
    let count = 0
    for (let from = 0; from < ids.length; from += perScript) {
      const part = ids.slice(from, from + perScript)
      const read = await reader.jobs(queue, part)
      const jobs = new Map(read.jobs.map((job) => [parseJobId(job.id)?.id, job]))
      const overdue = part.map((id) => {
        const job = jobs.get(id)
        return this.overdue({ queue, id }, job, job && read.owners.get(job.id))
      })
      count += (await retention.expire(queue, overdue, this.now())).length
    }
    if (count > 0) log.info({ queue, count }, 'Jobs whose time is over were removed.')
    return count
  }

  private overdue(address: JobAddress, job: Job | undefined, owner: string | undefined): Overdue {
    const tombstone = job && tombstoneOf(job, this.now())
    const mark = job && owner !== undefined ? this.options.owners?.mark(owner, address, job.type) : undefined
    return { id: address.id, attempt: job?.attempt.current ?? 0, tombstone, ...(mark && { owner: mark }) }
  }
}
