import type { Counts } from './view.ts'

/** A queue as operators see it. */
export interface OpsQueue {
  name: string
  counts: Counts
  paused: boolean
  /** Why its events cannot be followed at the moment, as a sentence. */
  trouble?: string
}

/** A worker process that is alive. Times are epoch milliseconds on the server's clock. */
export interface OpsWorker {
  name: string
  host: string
  pid: number
  startedAt: number
  /** Job types it takes. */
  types: string[]
  /** Ids of the jobs it runs. */
  jobs: string[]
}

/** What operators watch: queues, workers, and how well the server that tells them can see. */
export interface Ops {
  queues: OpsQueue[]
  /** Absent while it is not known who is alive, as after an outage of Redis. */
  workers?: OpsWorker[]
  /** Whether events arrive as they are written; without it everything else is as it was last known. */
  caughtUp: boolean
  /** Entries of event streams nobody could make sense of, since the server started. */
  badEntries: number
}
