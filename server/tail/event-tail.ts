import type { StreamId } from '#core/stream-id.ts'

/** One entry of a queue's event stream: its fields are text that anybody may have written. */
export interface TailEntry {
  id: StreamId
  fields: Readonly<Record<string, string>>
}

export interface TailBatch {
  queue: string
  entries: TailEntry[]
}

/** What a tail tells. Calls never overlap: the tail waits for each to end before it reads on. */
export interface TailListener {
  /** New entries, in the order in which they were written. */
  batches(batches: readonly TailBatch[]): Promise<void>
  /** Entries of a queue were trimmed away unread, `count` of them when that can be known. */
  lost(queue: string, count: number | undefined): Promise<void>
  /** The data is not what it was: another Redis, a restart, a flush. Nothing known before holds; reading goes on from `positions`, by queue. */
  epoch(epoch: string, positions: ReadonlyMap<string, StreamId>): Promise<void>
}

/** Follows the event streams of queues. Stands between the bridge and whatever BullMQ stores its events in. */
export interface EventTail {
  /** Starts following. Resolves once the first position is known, so that a snapshot read afterwards misses nothing. */
  start(listener: TailListener): Promise<void>
  /** Whether events arrive as they are written; false while Redis is away. */
  readonly caughtUp: boolean
  close(): Promise<void>
}
