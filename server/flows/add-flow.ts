import type { Result } from 'ioredis'
import type { OnFailure } from '#core/flow-limits.ts'
import type { JobAddress } from '#core/job-id.ts'
import type { PreparedChild, PreparedJob } from '#server/commands/prepare-job.ts'
import { type Queues, queueKey } from '#server/queues.ts'
import { addFlowScript } from './add-flow-script.ts'

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillAddFlow(key: string, ...args: (string | number)[]): Result<number, Context>
  }
}

/** The running job a child is added to. */
export interface RunningParent {
  job: JobAddress
  attempt: number
}

/** `there`: nothing was added, because the first job is there or was once. `over`: the parent's attempt has ended. */
export type AddedFlow = 'added' | 'there' | 'over'

/** BullMQ's short names of what a child's failure does, as it keeps them. */
const policies: Record<OnFailure, string> = { fail: 'fpof', ignore: 'idof', continue: 'cpof' }

/** Adds a job with all it waits for, in one step. */
export async function addFlow(
  { redis, prefix }: Pick<Queues, 'redis' | 'prefix'>,
  flow: PreparedJob,
): Promise<AddedFlow> {
  return add({ redis, prefix }, '', jobsOf(prefix, flow), flow)
}

/** Adds a child, with all it waits for, to a job that runs. */
export async function addChild(
  { redis, prefix }: Pick<Queues, 'redis' | 'prefix'>,
  child: PreparedChild,
  { job, attempt }: RunningParent,
): Promise<AddedFlow> {
  return add({ redis, prefix }, String(attempt), jobsOf(prefix, child, { parent: job, ...child }), child)
}

async function add(
  { redis, prefix }: Pick<Queues, 'redis' | 'prefix'>,
  attempt: string,
  jobs: (string | number)[],
  { address }: PreparedJob,
): Promise<AddedFlow> {
  redis.defineCommand('waybillAddFlow', { lua: addFlowScript, numberOfKeys: 1 })
  const key = queueKey(prefix, address.queue, address.id)
  const outcome = await redis.waybillAddFlow(key, Date.now(), `${prefix}:`, attempt, ...jobs)
  if (outcome === -1) return 'over'
  return outcome === 1 ? 'added' : 'there'
}

/** What the script takes for a job and those it waits for. */
function jobsOf(
  prefix: string,
  { address, data, options, children = [] }: PreparedJob,
  above?: { parent: JobAddress; onFailure: OnFailure },
): (string | number)[] {
  const { jobId: _id, delay = 0, priority = 0, ...rest } = options
  const queueKeyOf = ({ queue }: JobAddress) => `${prefix}:${queue}`
  const policy = above && { [policies[above.onFailure]]: true }
  const link = above && { id: above.parent.id, queue: queueKeyOf(above.parent) }
  const opts = {
    ...{ ...rest, jobId: address.id, ...policy, ...(link && { parent: link }) },
    ...{ ...(delay > 0 && { delay }), ...(priority > 0 && { priority }) },
  }
  const record = link && { id: link.id, queueKey: link.queue, ...policy }
  const parentKey = above ? queueKey(prefix, above.parent.queue, above.parent.id) : ''
  return [
    ...[address.queue, address.id, JSON.stringify(data), JSON.stringify(opts), delay, priority],
    ...[parentKey, record ? JSON.stringify(record) : '', children.length > 0 ? 1 : 0],
    ...children.flatMap((child) => jobsOf(prefix, child, { parent: address, ...child })),
  ]
}
