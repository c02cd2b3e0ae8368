import { compareStreamIds, firstStreamId, type StreamId } from '#core/stream-id.ts'
import type { TailEntry } from './event-tail.ts'

/** What `XINFO STREAM` says of a stream; `added` is undefined before Redis 7. */
export interface StreamInfo {
  last: StreamId
  first: StreamId
  added: number | undefined
  length: number
}

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
 * Accounts for one read. `info` and `entries` must come from one transaction. `index` runs along with the stream's own count of
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

/** Reads the flat reply of `XINFO STREAM`. */
export function streamInfo(reply: unknown): StreamInfo {
  if (!Array.isArray(reply)) return emptyStream
  const fields = new Map<string, unknown>()
  for (let i = 0; i + 1 < reply.length; i += 2) fields.set(String(reply[i]), reply[i + 1])
  const added = fields.get('entries-added')
  const first = fields.get('first-entry')
  return {
    last: String(fields.get('last-generated-id') ?? firstStreamId),
    first: Array.isArray(first) ? String(first[0]) : firstStreamId,
    added: added === undefined ? undefined : Number(added),
    length: Number(fields.get('length') ?? 0),
  }
}

/** Reads the reply of `XRANGE`. An entry that is none is left out: it harms only itself. */
export function streamEntries(reply: unknown): TailEntry[] {
  if (!Array.isArray(reply)) return []
  return reply.flatMap((entry: unknown): TailEntry[] => {
    if (!Array.isArray(entry) || !Array.isArray(entry[1])) return []
    const flat: unknown[] = entry[1]
    const fields: Record<string, string> = Object.create(null)
    for (let i = 0; i + 1 < flat.length; i += 2) fields[String(flat[i])] = String(flat[i + 1])
    return [{ id: String(entry[0]), fields }]
  })
}
