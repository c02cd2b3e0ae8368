import { createHash } from 'node:crypto'
import type { SubmitRequest } from '#core/submit.ts'

/** Two requests have the same digest when they say the same, in whatever order their fields stand. */
export const requestDigest = (request: SubmitRequest): string =>
  createHash('sha256').update(JSON.stringify(request, sorted)).digest('base64url')

const sorted = (_name: string, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
