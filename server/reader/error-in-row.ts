import { ChildFailedError } from '#core/flow-errors.ts'
import type { JobError } from '#core/job.ts'
import { childFailed, failedText, maxErrorText } from './attempts-shown.ts'
import type { AttemptRecord } from './job-record.ts'
import type { JobRow } from './job-row.ts'

export interface ErrorPlace {
  /** BullMQ's, of all queues. */
  prefix: string
  /** The record of the job's last attempt, if its worker kept one. */
  last: AttemptRecord | undefined
  attempt: number
  finishedAt: number
}

/** What a job failed of, or what its last attempt did; undefined when nobody said so. */
export function errorInRow(row: JobRow, { prefix, last, attempt, finishedAt }: ErrorPlace): JobError | undefined {
  const failed = row.bullState === 'failed'
  const [, key] = childFailed.exec((failed && row.failedReason) || '') ?? []
  if (key?.startsWith(`${prefix}:`)) {
    // BullMQ names the key of the child.
    const { name, message } = new ChildFailedError(key.slice(prefix.length + 1))
    return { name, message, at: finishedAt, attempt }
  }
  if (last?.error && row.bullState !== 'active') {
    const { name, message } = last.error
    const at = failed ? finishedAt : (last.finishedAt ?? finishedAt)
    return { name, message: message.slice(0, maxErrorText), at, attempt }
  }
  const failedNow = failed || (row.bullState === 'delayed' && row.attemptsMade > 0)
  if (!failedNow || !row.failedReason) return undefined
  return { name: 'Error', message: failedText(row), at: finishedAt, attempt }
}

export const unknownError = (attempt: number, at: number): JobError => ({
  name: 'Error',
  message: 'The job failed without saying why.',
  at,
  attempt,
})
