import type { QueueLimits } from './queue-limits.ts'
import type { Counts } from './view.ts'

/** A queue as operators see it. */
export interface OpsQueue {
  name: string
  counts: Counts
  paused: boolean
  /** Another program's: Waybill only watches it. */
  foreign?: true
  /** Absent when nothing limits it but its workers. */
  limits?: QueueLimits
  /** Since when the job waits that is first in line, in epoch milliseconds; absent when none does. */
  waitingSince?: number
  /** Why its events cannot be followed at the moment, as a sentence. */
  trouble?: string
}

/** A worker process as it last said. Times are epoch milliseconds on the server's clock. */
export interface OpsWorker {
  name: string
  host: string
  pid: number
  startedAt: number
  /** Job types it takes. */
  types: string[]
  /** Ids of the jobs it runs. */
  jobs: string[]
  /** When it last gave a sign of life. */
  seenAt: number
  /** Of Waybill; absent for a worker too old to tell it. */
  version?: string
  /** How many jobs of each type it runs at a time. */
  concurrency?: Record<string, number>
}

/** What operators watch: queues, workers, and how well the server that tells them can see. */
export interface Ops {
  queues: OpsQueue[]
  /** Absent while it is not known who is alive, as after an outage of Redis. */
  workers?: OpsWorker[]
  /**
   * Workers that fell silent without a word within the last day, the last one first, and the jobs they held then. Absent while it is not
   * known who is.
   */
  lost?: OpsWorker[]
  /** Whether events arrive as they are written; without it everything else is as it was last known. */
  caughtUp: boolean
  /** Entries of event streams nobody could make sense of, since the server started. */
  badEntries: number
}
