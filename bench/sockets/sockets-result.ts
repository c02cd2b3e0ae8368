import type { Percentiles } from '../measure/latency-histogram.ts'
import type { Measured } from '../measure/write-result.ts'

/** Very many watchers of one server process, and what happens to them when it dies. Durations are in milliseconds. */
export interface SocketsRun {
  /** Everybody the same board, or each one job. */
  watching: 'board' | 'job'
  sockets: number
  jobs: number
  /** From the moment when all dial at once until the last has its snapshot. */
  stormMs: number
  rssPerSocket: number
  heapPerSocket: number
  /** Until one change has reached the last of them. */
  spreadMs: number
  /** From the cut until a new server process listened. */
  awayMs: number
  /** From then on until the last shows what changed meanwhile. */
  backMs: number
  /** From its own connection being there until a watcher shows what changed meanwhile. */
  healed: Percentiles
}

export interface SocketsResult extends Measured {
  /** Why it were not as many as wanted. */
  limitedBy?: string
  runs: SocketsRun[]
}
