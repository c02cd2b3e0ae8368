import { type LimitName, limitTable } from './limit-table.ts'

/** How much of a limit somebody has left, and in how many seconds they have all of it again. */
export interface LimitState {
  limit: LimitName
  left: number
  resetSeconds: number
}

/** Limits of an address are shared: how much of them is left would tell one sender how much the others do. */
const shared = new Set<LimitName>(['submitAddress', 'connect'])

/**
 * What a client should know to stay within its limits, as the fields `RateLimit-Policy` and `RateLimit` of the IETF's draft
 * (draft-ietf-httpapi-ratelimit-headers). Of a limit that was counted several times the last state counts.
 */
export function rateLimitHeaders(states: readonly LimitState[]): Record<string, string> {
  const own = new Map(states.filter(({ limit }) => !shared.has(limit)).map((state) => [state.limit, state]))
  if (own.size === 0) return {}
  const policies = [...own.keys()].map((name) => `"${name}";q=${limitTable[name].points};w=${limitTable[name].seconds}`)
  const left = [...own.values()].map(({ limit, left, resetSeconds }) => `"${limit}";r=${left};t=${resetSeconds}`)
  return { 'RateLimit-Policy': policies.join(', '), RateLimit: left.join(', ') }
}
