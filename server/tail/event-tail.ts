import type { StreamId } from '#core/stream-id.ts'
import type { BadEntrySample } from './bad-entries.ts'

/** One entry of a queue's event stream: its fields are text that anybody may have written. */
export interface TailEntry {
  id: StreamId
  fields: Readonly<Record<string, string>>
  /** Bytes of fields that were too large to be read; they are not in `fields`. */
  leftOut?: number
}

export interface TailBatch {
  queue: string
  entries: TailEntry[]
}

/** What a tail tells. Calls never overlap: the tail waits for each to end before it reads on. */
export interface TailListener {
  /** New entries, in the order in which they were written. */
  batches(batches: readonly TailBatch[]): Promise<void>
  /**
   * Continuity of one queue is broken: entries were trimmed away unread, `count` of them when that can be known. With `from` the
   * stream is another than before (obliterated, restored), and reading goes on from there; older ids mean nothing any more.
   */
  lost(queue: string, count: number | undefined, from?: StreamId): Promise<void>
  /** The data is not what it was: another Redis, a restart, a flush. Nothing known before holds; reading goes on from `positions`, by queue. */
  epoch(epoch: string, positions: ReadonlyMap<string, StreamId>): Promise<void>
}

/** What is wrong with the streams, for operators. */
export interface TailTrouble {
  /** Entries that nobody could make sense of, since the start. */
  badEntries: number
  /** The last of them. */
  samples: readonly BadEntrySample[]
  /** Queues whose events cannot be read at all at the moment, and why. */
  brokenQueues: ReadonlyMap<string, string>
}

/** Follows the event streams of queues. Stands between the bridge and whatever BullMQ stores its events in. */
export interface EventTail {
  /** Starts following. Resolves once the first position is known, so that a snapshot read afterwards misses nothing. */
  start(listener: TailListener): Promise<void>
  /** Follows one more queue. Resolves with the position it is followed from: a snapshot read afterwards misses nothing. */
  add(queue: string): Promise<StreamId>
  /** Stops following a queue; what is already on its way may still be told. */
  remove(queue: string): Promise<void>
  /** Whether events arrive as they are written; false while Redis is away. */
  readonly caughtUp: boolean
  readonly trouble: TailTrouble
  close(): Promise<void>
}
