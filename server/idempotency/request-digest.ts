import type { SubmitRequest } from '#core/submit.ts'
import { sha256 } from '#server/sha256.ts'

/** Two requests have the same digest when they say the same, in whatever order their fields stand. */
export const requestDigest = (request: SubmitRequest): string => sha256(JSON.stringify(request, sorted))

const sorted = (_name: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
