import { z } from 'zod'

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
    ]) => ({
      id,
      bullState,
      score: number(score),
      resultBytes: number(resultBytes) ?? 0,
      name,
      timestamp: number(timestamp),
      processedOn: number(processedOn),
      finishedOn: number(finishedOn),
      attemptsStarted: number(attemptsStarted) ?? 0,
      attemptsMade: number(attemptsMade) ?? 0,
      processedBy,
      progress,
      opts,
      failedReason,
      attempts,
      result,
    }),
  )
export type JobRow = z.infer<typeof rowSchema>

/** The script's whole answer. */
export const snapshotReplySchema = z
  .tuple([z.string(), z.number(), z.tuple([z.number(), z.number(), z.number(), z.number()]), z.array(rowSchema)])
  .transform(([version, paused, [pending, running, success, failure], rows]) => ({
    version,
    paused: paused === 1,
    counts: { pending, running, success, failure },
    rows,
  }))

// The latest time a Date can hold; a larger number is not a time but somebody's mistake.
const maxTime = 8.64e15

function number(value: string | null): number | undefined {
  const parsed = value === null || value === '' ? Number.NaN : Number(value)
  return Number.isFinite(parsed) && Math.abs(parsed) <= maxTime * 4096 ? parsed : undefined
}
