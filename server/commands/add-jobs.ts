import type { Queue } from 'bullmq'
import { formatJobId } from '#core/job-id.ts'
import { addFlow } from '#server/flows/add-flow.ts'
import type { Queues } from '#server/queues.ts'
import { isRedisDown } from '#server/redis.ts'
import type { PreparedJob } from './prepare-job.ts'
import { submitError } from './submit-error.ts'

/** BullMQ waits without end for a connection it has not seen yet; a person does not. */
const patienceMs = 2_200

/**
 * Adds jobs to their queues, one round trip for each queue. Resolves to what became of each: undefined when it is there. A job
 * that is there already stays as it is.
 */
export async function addJobs(queues: Queues, jobs: readonly PreparedJob[]): Promise<Map<PreparedJob, unknown>> {
  const failures = new Map<PreparedJob, unknown>()
  const names = new Set(jobs.map(({ address }) => address.queue))
  const adding = [...names].map(async (name) => {
    const own = jobs.filter(({ address }) => address.queue === name)
    const queue = queues.get(name)
    try {
      await inTime(addAll(queues, own))
    } catch (error) {
      for (const [job, failure] of await missing(queue, own, error)) failures.set(job, failure)
    }
  })
  await Promise.all(adding)
  return failures
}

/** Of a queue. Who waits for others is added with them. */
async function addAll(queues: Queues, jobs: readonly PreparedJob[]): Promise<void> {
  const alone = jobs.filter(({ children }) => !children)
  const flows = jobs.filter(({ children }) => children)
  const [first] = alone
  const adding = flows.map((flow): Promise<unknown> => addFlow(queues, flow))
  if (first) adding.push(addAlone(queues.get(first.address.queue), alone))
  const settled = await Promise.allSettled(adding)
  for (const each of settled) if (each.status === 'rejected') throw each.reason
}

/** A pipeline is made ready for every command it might send, which is a third of the work for a single job. */
function addAlone(queue: Queue, jobs: readonly PreparedJob[]): Promise<unknown> {
  const [first] = jobs
  if (first && jobs.length === 1) return queue.add(queue.name, first.data, first.options)
  return queue.addBulk(jobs.map(({ data, options: opts }) => ({ name: queue.name, data, opts })))
}

/** Of jobs that were sent together some may have been added before one failed: only those that are missing have failed. */
async function missing(
  queue: Queue,
  jobs: readonly PreparedJob[],
  error: unknown,
): Promise<(readonly [PreparedJob, unknown])[]> {
  const failed = (why: unknown) => jobs.map((job) => [job, submitError(why, formatJobId(job.address))] as const)
  // Who did not answer this would not answer the next question in time either.
  if (isRedisDown(error)) return failed(error)
  try {
    const states = await inTime(Promise.all(jobs.map(({ address }) => queue.getJobState(address.id))))
    return failed(error).filter((_failure, i) => states[i] === 'unknown')
  } catch (later) {
    return failed(later)
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Command timed out: the queue was not ready.')), patienceMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
