import type { Job, JobAttempt } from '#core/job.ts'

/** What became of an attempt. */
export type AttemptOutcome = 'running' | 'success' | 'failed' | 'cancelled' | 'timeout' | 'lost' | 'waited'

/** What became of the attempt at a place among those of its job. */
export function attemptOutcome(job: Job, place: number): AttemptOutcome {
  const attempt = job.attempts[place]
  if (attempt?.error) {
    return attempt.reason === 'cancelled' || attempt.reason === 'timeout' ? attempt.reason : 'failed'
  }
  if (attempt?.finishedAt !== undefined) return attempt.waited ? 'waited' : 'success'
  return job.state === 'running' && place === job.attempts.length - 1 ? 'running' : 'lost'
}

/** Whether an attempt failed with the very error of the one before it. */
export function hasSameError(attempt: JobAttempt, before: JobAttempt | undefined): boolean {
  const { error } = attempt
  return error !== undefined && error.name === before?.error?.name && error.message === before.error.message
}
