import type { Measured } from '../measure/write-result.ts'

/** Ways jobs come in: over HTTP, and by BullMQ alone into the same Redis. */
export const submitWays = [
  'HTTP, 400 a second offered',
  'HTTP, one by one',
  'HTTP, one by one, with a key',
  'queue.add',
  'HTTP, batches of 1,000',
  'queue.addBulk of 1,000',
] as const
export type SubmitWay = (typeof submitWays)[number]

export interface SubmitRun {
  what: SubmitWay
  jobsPerSecond: number
  /** Of one request, in milliseconds. */
  p50: number
  p99: number
}

export interface SubmitResult extends Measured {
  seconds: number
  connections: number
  runs: SubmitRun[]
}
