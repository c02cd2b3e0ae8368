import { compareStreamIds, firstStreamId, type StreamId } from '#core/stream-id.ts'
import type { TailEntry } from './event-tail.ts'

/** What Redis says of a stream; `added`, all entries ever written, is undefined before Redis 7. */
export interface StreamInfo {
  last: StreamId
  first: StreamId
  added: number | undefined
  length: number
}

/** A stream nobody wrote to yet. */
export const emptyStream: StreamInfo = { last: firstStreamId, first: firstStreamId, added: 0, length: 0 }

/** How far a stream was read: the last entry seen, and how many were written up to it. */
export interface StreamPosition {
  cursor: StreamId
  index: number | undefined
}

export const endOf = (info: StreamInfo): StreamPosition => ({ cursor: info.last, index: info.added })

export type Accounted =
  | { kind: 'read'; position: StreamPosition; lost: number | undefined }
  /** The stream ends before the cursor: it was deleted, flushed or restored. */
  | { kind: 'rewound' }

/**
 * Accounts for one read. `info` and `entries` must be of the same moment. `index` runs along with the stream's own count of
 * all entries ever added, so that what was trimmed unread is known exactly; before Redis 7 a gap is only suspected, when
 * nothing at or before the cursor is left.
 */
export function accountRead(at: StreamPosition, info: StreamInfo, entries: readonly TailEntry[]): Accounted {
  if (compareStreamIds(info.last, at.cursor) < 0) return { kind: 'rewound' }
  const cursor = entries.at(-1)?.id ?? at.cursor
  if (info.added === undefined || at.index === undefined) {
    const moved = compareStreamIds(info.last, at.cursor) > 0
    const emptied = info.length === 0 || compareStreamIds(info.first, at.cursor) > 0
    const suspect = at.cursor !== firstStreamId && moved && emptied
    return { kind: 'read', position: { cursor, index: undefined }, lost: suspect ? undefined : 0 }
  }
  const trimmed = info.added - info.length
  const seen = Math.max(at.index, trimmed) + entries.length
  // More read than was ever written: the stream was deleted, and began anew with later ids.
  if (seen > info.added) return { kind: 'rewound' }
  // At the end of the stream both counts must agree; where they do not, entries were deleted from its middle.
  const index = cursor === info.last ? info.added : seen
  return { kind: 'read', position: { cursor, index }, lost: index - at.index - entries.length }
}
