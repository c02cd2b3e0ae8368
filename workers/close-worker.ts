import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'bullmq'
import { shutdownReason } from './run-job.ts'

export interface CloseOptions {
  /** Resolves as soon as Redis does what it is asked; a connection to a cluster that is down looks ready. */
  answer: Promise<unknown>
  /** Whether jobs run whose end Redis has yet to be told. */
  busy(): boolean
  /** How long jobs may go on before they are asked to stop and given back, and how long Redis may be away when none runs. */
  drainMs: number
}

/** How often a connection that is away is looked at, by a process that ends anyway. */
const lookMs = 50

/**
 * Closes a worker in order, also right after Redis was away. BullMQ disconnects the connection the worker waits for jobs on, and
 * waits until it says that it has ended; between two attempts to connect it has nothing to end and never says so.
 */
export async function closeWorker(worker: Worker, { answer, busy, drainMs }: CloseOptions): Promise<void> {
  const waiting = await worker.getBackend().blockingClient
  const until = performance.now() + drainMs
  let answered = false
  const noteAnswer = () => {
    answered = true
  }
  const noting = answer.then(noteAnswer, () => {}) // no answer, whatever the reason
  const isUp = () => answered && waiting?.status === 'ready'
  await Promise.race([noting, sleep(lookMs)])
  while (!isUp() && (busy() || performance.now() < until)) await sleep(lookMs)
  // Not before BullMQ takes no more jobs: the worker would take what it has just given back.
  const giveBack = setTimeout(() => worker.cancelAllJobs(shutdownReason), Math.max(0, until - performance.now()))
  await worker.close(!isUp())
  clearTimeout(giveBack)
}
