import { z } from 'zod'
import type { ChildCounts } from '#core/job.ts'
import { maxTime } from '#core/job-limits.ts'
import { limitsRowSchema } from './queue-limits-of.ts'

const text = z.string().nullable()

/** One job as the snapshot script returns it; every field is text somebody else wrote, or null. */
const rowSchema = z
  .tuple([z.string(), z.string()])
  .rest(text)
  .transform(
    ([
      id,
      bullState,
      score = null,
      resultBytes = null,
      name = null,
      timestamp = null,
      processedOn = null,
      finishedOn = null,
      attemptsStarted = null,
      attemptsMade = null,
      processedBy = null,
      progress = null,
      opts = null,
      failedReason = null,
      attempts = null,
      result = null,
      flags = null,
      cancel = null,
      retried = null,
      parentKey = null,
      place = null,
      children = null,
      keptWith = null,
    ]) => ({
      id,
      bullState,
      score: number(score, maxScore),
      resultBytes: count(resultBytes),
      name,
      timestamp: number(timestamp),
      processedOn: number(processedOn),
      finishedOn: number(finishedOn),
      attemptsStarted: count(attemptsStarted),
      attemptsMade: count(attemptsMade),
      processedBy,
      progress,
      opts,
      failedReason,
      attempts,
      result,
      flags,
      cancel,
      retried,
      parentKey,
      place: number(place),
      children: counts(children),
      keptTill: keptWith === 'held' ? ('held' as const) : number(keptWith),
    }),
  )
export type JobRow = z.infer<typeof rowSchema>

/** The script's whole answer. */
export const snapshotReplySchema = z
  .tuple([
    z.string(),
    z.number(),
    z.tuple([z.number(), z.number(), z.number(), z.number()]),
    z.array(rowSchema),
    limitsRowSchema,
  ])
  .transform(([version, paused, [pending, running, success, failure], rows, { heldBy }]) => ({
    version,
    paused: paused === 1,
    counts: { pending, running, success, failure },
    rows,
    heldBy,
  }))

/** BullMQ keeps a time and 12 more bits in a score. */
const maxScore = maxTime * 4096

function number(value: string | null, max = maxTime): number | undefined {
  const parsed = value === null || value.trim() === '' ? Number.NaN : Number(value)
  return Math.abs(parsed) <= max ? parsed : undefined
}

/** How many children wait, succeeded, failed without harm, and failed their parent. */
function counts(value: string | null): ChildCounts | undefined {
  if (value === null) return undefined
  const [waiting = 0, done = 0, ignored = 0, failed = 0] = value.split(',').map(count)
  return { total: waiting + done + ignored + failed, done, failed: ignored + failed }
}

/** A number of something; what cannot be one counts as none. */
function count(value: string | null): number {
  const parsed = number(value) ?? 0
  return Number.isInteger(parsed) && parsed > 0 ? parsed : 0
}
