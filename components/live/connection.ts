import type { Trouble } from '#core/protocol.ts'
import { markIntervalMs } from '#core/socket-settings.ts'

/** How far what the page shows can be trusted. `since` is when the server, or its Redis, was last heard, on the server's clock. */
export type Connection =
  | { state: 'idle' | 'connecting' | 'live' | 'catching-up' | 'offline' }
  | { state: 'stale' | 'no-redis'; since: number }

/** Silence longer than this means that what is shown may be old. */
export const staleAfterMs = 1.5 * markIntervalMs

/** A Redis that was only away for a moment is no reason for alarm. What the server says of its own accord it has waited with. */
const patienceMs = 2_000

/** How one watch is doing. */
export interface WatchHealth {
  /** The server has answered this watch once. */
  ready: boolean
  /** An answer is due. */
  asking: boolean
  /** The server is there, but Redis does not answer it. */
  lacksRedis?: boolean
  /** When the server last said something for this watch, on the browser's clock. */
  heardAt: number
  /** When the present silence began: later than `heardAt` if the server was only then asked. */
  quietSince: number
}

/** Sums up all watches. A watch that waits for its first answer shows its own loading face and is no reason for alarm. */
export function connectionOf(
  link: 'new' | 'up' | 'down',
  watches: readonly WatchHealth[],
  now: number,
  clockOffset: number,
  trouble?: Trouble,
): Connection {
  if (watches.length === 0) return { state: 'idle' }
  if (link === 'down') return { state: 'offline' }
  const lacking = watches.filter((watch) => watch.lacksRedis && now - watch.quietSince >= patienceMs)
  if (link === 'up' && trouble?.reason === 'no-redis') return { state: 'no-redis', since: trouble.since }
  if (link === 'up' && lacking.length > 0) {
    return { state: 'no-redis', since: Math.min(...lacking.map((watch) => watch.quietSince)) + clockOffset }
  }
  const answered = watches.filter((watch) => watch.ready)
  if (link === 'new' || answered.length === 0) return { state: 'connecting' }
  const silent = answered.filter((watch) => now - watch.quietSince >= staleAfterMs)
  if (silent.length > 0) {
    return { state: 'stale', since: Math.min(...silent.map((watch) => watch.heardAt)) + clockOffset }
  }
  return { state: trouble || answered.some((watch) => watch.asking) ? 'catching-up' : 'live' }
}

/** Whether both say the same, so that the older object can be kept. */
export const sameConnection = (a: Connection, b: Connection): boolean =>
  a.state === b.state && ('since' in a ? a.since : 0) === ('since' in b ? b.since : 0)
