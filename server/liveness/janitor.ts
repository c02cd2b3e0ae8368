import { workerBusy, workerLost } from '#core/job-flags.ts'
import { formatJobId } from '#core/job-id.ts'
import type { Log } from '#server/log.ts'
import { isRedisDown } from '#server/redis.ts'
import type { ActiveJob, ActiveJobs, JanitorFlag } from './active-jobs.ts'
import type { Quarantine } from './quarantine.ts'
import type { WorkerBeat } from './worker-registry.ts'

export interface JanitorOptions {
  active: ActiveJobs
  quarantine: Quarantine
  /** Waybill's own: nothing is ever written to a queue that is only watched. */
  queues: readonly string[]
  log: Log
  patienceMs?: number
}

/** What is known of the workers at the time of a round. */
export interface Census {
  workers: readonly WorkerBeat[]
  /** Nobody who is missing could have been missed. */
  complete: boolean
}

/** The most running jobs of a queue one round looks at, and the most records it reads. */
const maxActive = 500
const maxChecks = 50

/** A worker that was asked to end a job and has not done so by then is called busy. */
const patienceMs = 10_000

/** Finds running jobs that nobody runs, because their worker was lost or no worker can read them, and those that will not be cancelled. */
export class Janitor {
  /** Attempts that nobody claimed to run when last looked at, by queue and id; false once their record was checked. */
  private unclaimed = new Map<string, { attempt: number; unchecked: boolean }>()

  constructor(private readonly options: JanitorOptions) {}

  /** Rejects when Redis is away; whatever else goes wrong with one queue harms no other. */
  async round(census: Census): Promise<void> {
    const before = this.unclaimed
    this.unclaimed = new Map()
    const claimed = new Set(census.workers.flatMap((worker) => worker.jobs))
    for (const queue of this.options.queues) {
      try {
        const jobs = await this.options.active.list(queue, maxActive)
        await this.flag(queue, jobs, census)
        await this.putAway(queue, jobs, claimed, before)
      } catch (error) {
        if (isRedisDown(error)) throw error
        this.options.log.warn({ err: error, queue }, 'The running jobs of a queue could not be looked after.')
      }
    }
  }

  private async flag(queue: string, jobs: readonly ActiveJob[], { workers, complete }: Census): Promise<void> {
    const alive = new Set(workers.map((worker) => worker.name))
    for (const job of jobs) {
      if (job.broken) continue
      const lost = isLost(job, alive)
      if (!lost || complete) await this.set(queue, job, workerLost, lost)
      await this.set(queue, job, workerBusy, (job.cancelAgeMs ?? 0) >= (this.options.patienceMs ?? patienceMs))
    }
  }

  private async set(queue: string, job: ActiveJob, flag: JanitorFlag, on: boolean): Promise<void> {
    if (job.flags.includes(flag) === on) return
    await this.options.active.flag(queue, job, flag, on)
    const { id: jobId, attempt, worker } = job
    this.options.log.info({ queue, jobId, attempt, worker, flag, on }, 'A flag changed.')
  }

  // A worker's beat is a little behind its work: only what two rounds in a row find unclaimed is looked at.
  private async putAway(
    queue: string,
    jobs: readonly ActiveJob[],
    claimed: ReadonlySet<string>,
    before: ReadonlyMap<string, { attempt: number; unchecked: boolean }>,
  ): Promise<void> {
    let checks = 0
    for (const job of jobs) {
      const id = formatJobId({ queue, id: job.id })
      if (claimed.has(id)) continue
      const last = before.get(id)
      const again = last?.attempt === job.attempt
      const due = again && last.unchecked && checks < maxChecks
      this.unclaimed.set(id, { attempt: job.attempt, unchecked: again ? last.unchecked && !due : true })
      if (!due) continue
      checks += 1
      if (await this.options.quarantine.check(queue, job)) {
        this.options.log.warn({ queue, jobId: job.id }, 'A job whose record cannot be read was ended as a failure.')
      }
    }
  }
}

/** BullMQ itself gives back what has no lock, but only while a worker is there to do it. */
function isLost({ worker, locked }: ActiveJob, alive: ReadonlySet<string>): boolean {
  return worker === undefined ? !locked && alive.size === 0 : !alive.has(worker)
}
