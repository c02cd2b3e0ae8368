import { z } from 'zod'
import type { Job } from './job.ts'
import type { JobEvent } from './job-event.ts'
import type { Ops } from './ops.ts'
import type { ScheduleBook } from './schedule.ts'
import type { StreamId } from './stream-id.ts'
import { type Counts, viewSchema } from './view.ts'

/** A place in every watched stream. Holds on any web node, as long as the epoch is the same. */
export const cursorSchema = z.strictObject({
  epoch: z.string().max(200),
  streams: z.record(z.string().max(100), z.string().regex(/^\d{1,20}-\d{1,20}$/)),
  feed: z.string().max(40).optional(),
})
/** Any node takes any cursor: one that does not know the `feed` cannot tell what was missed and answers with a snapshot. */
export type Cursor = { epoch: string; streams: Record<string, StreamId>; feed?: string }

/** The name a client gives to one of its watches. */
const watchName = z.string().min(1).max(100)

export const watchRequestSchema = z.strictObject({
  watch: watchName,
  view: viewSchema,
  // A cursor nobody can read is no error: the answer is a snapshot.
  cursor: cursorSchema.optional().catch(undefined),
})
export type WatchRequest = z.infer<typeof watchRequestSchema>

export const unwatchRequestSchema = z.strictObject({ watch: watchName })
export type UnwatchRequest = z.infer<typeof unwatchRequestSchema>

/**
 * Why what the server tells may be old: Redis does not answer it, or it has not yet read all that happened. `since` is on the server's clock in
 * epoch milliseconds.
 */
export interface Trouble {
  reason: 'no-redis' | 'behind'
  since: number
}

/** The answer to `watch`. `now` is the server's clock in epoch milliseconds. */
export type WatchAck =
  | {
      ok: true
      mode: 'snapshot' | 'replay'
      cursor: Cursor
      jobs?: Job[]
      counts?: Counts
      ops?: Ops
      schedules?: ScheduleBook
      now: number
      workers?: number
      trouble?: Trouble
    }
  | { ok: false; code: string; detail: string }

/** `n` is dense per watch, from 1: a hole means something was lost. `dropped` are jobs that fell out of the newest. */
export interface Changes {
  watch: string
  n: number
  cursor: Cursor
  events: JobEvent[]
  counts?: Counts
  /** All of it, as it is now. */
  ops?: Ops
  /** All of it, as it is now. */
  schedules?: ScheduleBook
  dropped?: string[]
}

/** Sent every 5 s, and whenever trouble begins or ends: the connection lives, the server's clock, idle cursors move on. */
export interface Mark {
  watch: string
  n: number
  cursor: Cursor
  now: number
  /** How many worker processes are alive; absent when that is not known. */
  workers?: number
  /** Absent when what is told is what Redis holds. */
  trouble?: Trouble
}

export const resetReasons = ['gap', 'epoch', 'overflow', 'authz', 'restart'] as const
export type ResetReason = (typeof resetReasons)[number]

/** Forget the watch and ask again without a cursor, `afterMs` from now. */
export interface Reset {
  watch: string
  reason: ResetReason
  afterMs: number
}

export interface ServerToClientEvents {
  changes: (changes: Changes) => void
  mark: (mark: Mark) => void
  reset: (reset: Reset) => void
  /** The session of this connection is over; it is closed now. */
  signedOut: () => void
}

/** All a browser says on the socket is what it watches; commands go over HTTP. */
export interface ClientToServerEvents {
  watch: (request: WatchRequest, ack: (answer: WatchAck) => void) => void
  unwatch: (request: UnwatchRequest) => void
}
