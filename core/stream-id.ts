import { maxTime } from './job-limits.ts'

/** A Redis stream id, `<milliseconds>-<sequence>`. It is the version of everything Waybill shows. */
export type StreamId = string

export const firstStreamId: StreamId = '0-0'

/** Negative when `a` is older than `b`, 0 when equal, positive when newer. */
export function compareStreamIds(a: StreamId, b: StreamId): number {
  const [aTime = 0, aSequence = 0] = a.split('-').map(Number)
  const [bTime = 0, bSequence = 0] = b.split('-').map(Number)
  return aTime - bTime || aSequence - bSequence
}

/** When the entry was written, in epoch milliseconds of the Redis server's clock. */
export const streamTime = (id: StreamId): number => Math.min(Number(id.slice(0, id.indexOf('-'))), maxTime)

/** `1-0` < `2-0`: lets the client and the bridge drop what they already know. */
export const isNewer = (id: StreamId, than: StreamId): boolean => compareStreamIds(id, than) > 0
