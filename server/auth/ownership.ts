import { formatJobId, type JobAddress } from '#core/job-id.ts'
import type { PreparedJob } from '#server/commands/prepare-job.ts'
import type { OwnerMark } from '#server/queues.ts'
import type { RedisClient } from '#server/redis.ts'
import { createJobOwners } from './job-owners.ts'
import type { KeyRing } from './key-ring.ts'
import { createOwnJobs } from './own-jobs.ts'

/** A schedule, as far as it matters for whose its runs are. */
interface OwnedSchedule {
  id: string
  type: string
}

/** Makes jobs, and those they wait for, somebody's own. */
export interface Ownership {
  /** The same job, bound to who submits it. */
  mark<Job extends PreparedJob>(owner: string, job: Job): Job
  /** Puts jobs on their owner's list. Before they are added, or together with it: a job that is missing there is on no board of theirs. */
  note(owner: string, jobs: readonly PreparedJob[]): Promise<void>
  /** The same for a job that another one adds while it runs; that one stays on the list, however many it adds. */
  noteChild(owner: string, parent: JobAddress, child: PreparedJob): Promise<void>
  /** What the runs of a schedule carry, so that they are its maker's. */
  markRuns(owner: string, schedule: OwnedSchedule): OwnerMark
  /** Puts runs of a schedule on its maker's list, if its runs are marked. */
  noteRuns(mark: OwnerMark | undefined, schedule: OwnedSchedule, runs: readonly string[]): Promise<void>
}

export function createOwnership(keys: KeyRing, redis: RedisClient, prefix: string): Ownership {
  const owners = createJobOwners(keys)
  const ownJobs = createOwnJobs(redis, prefix)

  function mark<Job extends PreparedJob>(owner: string, job: Job): Job {
    const { address, options, children } = job
    // A job type has a queue of the same name.
    const waybill = { ...options.waybill, owner: owners.mark(owner, address, address.queue) }
    const marked = { ...job, options: { ...options, waybill } }
    return children ? { ...marked, children: children.map((child) => mark(owner, child)) } : marked
  }

  return {
    mark,
    async note(owner, jobs) {
      const below = jobs.flatMap(allBelow)
      await ownJobs.note(owner, { jobs: jobs.map(idOf), born: below.map(idOf) })
    },
    async noteChild(owner, parent, child) {
      await ownJobs.note(owner, { jobs: [formatJobId(parent)], born: [child, ...allBelow(child)].map(idOf) })
    },
    markRuns: (owner, { id, type }) => owners.markRuns(owner, id, type),
    async noteRuns(given, { id, type }, runs) {
      const owner = owners.ownerOfRuns(given, id, type)
      if (owner !== undefined) await ownJobs.note(owner, { born: runs })
    },
  }
}

const idOf = ({ address }: PreparedJob): string => formatJobId(address)

const allBelow = ({ children = [] }: PreparedJob): PreparedJob[] =>
  children.flatMap((child) => [child, ...allBelow(child)])
