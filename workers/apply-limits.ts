import type { Queue } from 'bullmq'
import type { JobLimits } from '#core/define-job.ts'

/**
 * Gives a queue the limits of its job type, and takes away those the type no longer has. They stand in Redis and hold for all workers:
 * the worker that starts last decides. Throws for a limit that would let nothing run.
 */
export async function applyLimits(queue: Queue, { globalConcurrency, rate }: JobLimits = {}): Promise<void> {
  requireWhole(queue, 'globalConcurrency', globalConcurrency)
  requireWhole(queue, 'rate.max', rate?.max)
  requireWhole(queue, 'rate.perMs', rate?.perMs)
  if (globalConcurrency === undefined) await queue.removeGlobalConcurrency()
  else await queue.setGlobalConcurrency(globalConcurrency)
  if (rate === undefined) await queue.removeGlobalRateLimit()
  else await queue.setGlobalRateLimit(rate.max, rate.perMs)
}

function requireWhole(queue: Queue, name: string, value: number | undefined): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return
  throw new Error(`The limit ${name} of the job type "${queue.name}" is ${value}. Give a whole number from 1 on.`)
}
