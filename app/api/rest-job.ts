import type { Job } from '#core/job.ts'

const timeFields = new Set(['at', 'startedAt', 'finishedAt', 'submittedAt', 'nextRunAt', 'expiresAt', 'cancelAskedAt'])

/** A job as REST shows it: on the socket times are epoch milliseconds, here they are ISO 8601. */
export const restJob = (job: Job): unknown => withIsoTimes(job)

/** Turns every time in a JSON-like value into ISO 8601. */
export function withIsoTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withIsoTimes)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      timeFields.has(key) && typeof item === 'number' ? isoTime(item) : withIsoTimes(item),
    ]),
  )
}

/** Null for a number that is no time: somebody else may have written it. */
const isoTime = (time: number): string | null => {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
