import { type JobAddress, parseJobId } from '#core/job-id.ts'
import { type Queues, queueKey } from '#server/queues.ts'
import { childId } from './child-id.ts'

/** A child as its parent knows it. What was kept of an end stays when the child itself is gone. */
export type Kin = { job: JobAddress } & (
  | { state: 'pending' }
  /** `json` is what it returned. */
  | { state: 'success'; json: string }
  /** `reason` is missing where only the child itself has it. */
  | { state: 'failure'; reason?: string }
)

type Source = Pick<Queues, 'redis' | 'prefix'>

/** The children of each of these jobs, in the order they were planned in; those that were added while the job ran come last. */
export async function readFamilies({ redis, prefix }: Source, parents: readonly JobAddress[]): Promise<Kin[][]> {
  const read = parents.map(async (parent) => {
    const key = queueKey(prefix, parent.queue, parent.id)
    const [waiting, done, ignored, failed] = await Promise.all([
      redis.smembers(`${key}:dependencies`),
      redis.hgetall(`${key}:processed`),
      redis.hgetall(`${key}:failed`),
      redis.zrange(`${key}:unsuccessful`, '0', '-1'),
    ])
    const kin = [
      ...Object.entries(done).map(([child, json]) => [child, { state: 'success', json }] as const),
      ...Object.entries(ignored).map(([child, reason]) => [child, { state: 'failure', reason }] as const),
      ...failed.map((child) => [child, { state: 'failure' }] as const),
      ...waiting.map((child) => [child, { state: 'pending' }] as const),
    ].flatMap(([child, rest]): Kin[] => {
      const job = child.startsWith(`${prefix}:`) ? parseJobId(child.slice(prefix.length + 1)) : undefined
      return job ? [{ job, ...rest }] : []
    })
    return inOrder(parent, kin)
  })
  return Promise.all(read)
}

/** Whether a job is a child of another one, or was. */
export async function isChild({ redis, prefix }: Source, parent: JobAddress, child: JobAddress): Promise<boolean> {
  const key = queueKey(prefix, parent.queue, parent.id)
  const childKey = queueKey(prefix, child.queue, child.id)
  const found = await Promise.all([
    redis.sismember(`${key}:dependencies`, childKey),
    redis.hexists(`${key}:processed`, childKey),
    redis.hexists(`${key}:failed`, childKey),
    redis.zscore(`${key}:unsuccessful`, childKey),
  ])
  return found.some(Boolean)
}

/** A child's id follows from its place, so the places can be found again; redis keeps children in no order. */
export function inOrder<Each extends { job: JobAddress }>(parent: JobAddress, kin: readonly Each[]): Each[] {
  const left = new Map(kin.map((each) => [each.job.id, each]))
  const ordered: Each[] = []
  // A child that was removed while it waited leaves a gap.
  for (let place = 0, gap = 0; left.size > 0 && gap < maxGap; place += 1) {
    const id = childId(parent, place)
    const found = left.get(id)
    gap = found ? 0 : gap + 1
    if (found) ordered.push(found)
    left.delete(id)
  }
  return [...ordered, ...[...left.values()].sort((a, b) => (a.job.id < b.job.id ? -1 : 1))]
}

/** So many children in a row would have to be removed before the order of the others is lost. */
const maxGap = 100
