import type { JobAttempt } from '#core/job.ts'
import { keptAttempts } from '#core/job-limits.ts'
import { type AttemptRecord, type CancelRecord, cancelledLost } from './job-record.ts'
import type { JobRow } from './job-row.ts'

/** The longest error text that is pushed; the whole is in the attempts, for who asks. */
export const maxErrorText = 2_000

/** BullMQ's words for a job whose worker was lost too often. */
export const stalledTooOften = /^job stalled more than (allowable limit|maxStalledCount)/

/** A job's attempts as a browser sees them, from the worker's records and what BullMQ itself knows. */
export function attemptsShown(
  records: readonly AttemptRecord[],
  row: JobRow,
  cancel: CancelRecord | undefined,
): JobAttempt[] {
  const number = row.attemptsStarted
  const running = row.bullState === 'active'
  const attempts = records.map((record): JobAttempt => {
    const { startedAt, finishedAt, worker, error, reason, waited } = record
    const askedNow = cancel && !cancel.waiting && cancel.attempt === record.number ? cancel.at : undefined
    // The worker notes the end before BullMQ moves the job; until then the attempt runs.
    if (running && record.number === number) return { number, startedAt, worker, cancelAskedAt: askedNow }
    // Of an attempt that ended only its worker knows whether it was asked before the end.
    const cancelAskedAt = finishedAt === undefined ? askedNow : record.cancelAskedAt
    const text = error && { name: error.name, message: error.message.slice(0, maxErrorText) }
    return { number: record.number, startedAt, finishedAt, worker, error: text, reason, waited, cancelAskedAt }
  })
  // The worker's own record comes a moment after BullMQ's start; foreign workers keep none.
  const known = attempts.some((attempt) => attempt.number === number)
  if (!known && row.processedOn !== undefined && (running || ranToItsEnd(row))) {
    const error = row.bullState === 'failed' ? { name: 'Error', message: failedText(row) } : undefined
    const worker = row.processedBy ?? undefined
    attempts.push({
      number,
      startedAt: row.processedOn,
      finishedAt: running ? undefined : row.finishedOn,
      worker,
      error,
    })
  }
  return attempts.slice(-keptAttempts)
}

/** How BullMQ says that a job failed because of a child. */
export const childFailed = /^child (.+) failed$/

/** BullMQ starts a job once more to fail it for a lost worker or a child, or for a cancel its worker did not live to see. */
function ranToItsEnd({ bullState, failedReason }: JobRow): boolean {
  if (bullState === 'completed') return true
  const text = failedReason ?? ''
  return (
    bullState === 'failed' &&
    ![stalledTooOften, childFailed].some((words) => words.test(text)) &&
    text !== cancelledLost
  )
}

export const failedText = (row: JobRow): string =>
  (row.failedReason || 'The job failed without saying why.').slice(0, maxErrorText)
