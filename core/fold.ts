import type { Job, JobAttempt, JobBase } from './job.ts'
import type { JobEvent } from './job-event.ts'
import { cancelling, pinned } from './job-flags.ts'
import { keptAttempts } from './job-limits.ts'
import { nextState } from './job-state.ts'
import { noProgress } from './no-progress.ts'
import { isSame } from './same.ts'
import { compareStreamIds, isNewer } from './stream-id.ts'

/**
 * The only code that changes a job. Takes what is known of the job (undefined: nothing) and one event, and returns what is
 * known afterwards: the same object when the event changes nothing, undefined when the job is gone.
 *
 * Late, repeated and impossible events change nothing, so delivery may repeat and overlap with a snapshot.
 */
export function applyJobEvent(job: Job | undefined, event: JobEvent): Job | undefined {
  if (event.type === 'submitted') return newerJob(job, event.job)
  // What a job writes in its log is no part of the job.
  if (event.type === 'logged') return job
  if (event.type === 'counted') return job && countChildren(job, event)
  if (!job || !isNewer(event.version, job.version)) return job
  if (event.type === 'removed' || event.type === 'expired') return undefined
  if (event.type === 'pinned') return pinJob(job, event)
  if (event.type === 'retried') return { ...job, version: event.version, retriedAs: event.retriedAs }
  if (event.attempt < job.attempt.current || !nextState(job.state, event.type)) return job
  return moveJob(job, event)
}

// A snapshot of the same version may still know better than the fold, so it wins unless it says the same.
function newerJob(known: Job | undefined, job: Job): Job {
  if (!known || isNewer(job.version, known.version)) return job
  return known.version === job.version && !isSame(known, job) ? job : known
}

// Moves no version: what happened to the children happened elsewhere.
function countChildren(job: Job, { version, children }: Extract<JobEvent, { type: 'counted' }>): Job {
  if (compareStreamIds(version, job.version) < 0 || isSame(job.children, children)) return job
  return { ...job, children }
}

// A pin is about one end of the job: a retry makes it pass.
function pinJob(job: Job, event: Extract<JobEvent, { type: 'pinned' }>): Job {
  if (event.attempt !== job.attempt.current) return job
  const { version, expiresAt } = event
  const flags = event.pinned ? [pinned] : []
  if (job.state === 'success') return { ...job, version, flags, result: { ...job.result, expiresAt } }
  return job.state === 'failure' ? { ...job, version, flags, expiresAt } : job
}

type Moving = Exclude<
  JobEvent,
  { type: 'submitted' | 'logged' | 'pinned' | 'retried' | 'counted' | 'removed' | 'expired' }
>

function moveJob(job: Job, event: Moving): Job {
  // A flag is about one run: whatever ends the run or begins another one takes it away.
  const flags = event.type === 'progressed' || event.type === 'staged' ? job.flags : []
  const base = { ...baseOf(job), flags, version: event.version }
  switch (event.type) {
    case 'queued': {
      const times = { submittedAt: base.times.submittedAt }
      const attempt = { current: event.attempt, max: event.maxAttempts }
      // What the last attempt died of stays on show until the next one starts.
      const error = job.state === 'pending' ? job.error : undefined
      const { reason, nextRunAt, position, heldBy } = event
      const line = { reason, nextRunAt, position, heldBy }
      return { ...base, times, attempt, worker: undefined, state: 'pending', ...line, error }
    }
    case 'started': {
      const started: JobAttempt = { number: event.attempt, startedAt: event.startedAt, worker: event.worker }
      return {
        ...base,
        state: 'running',
        attempt: { current: event.attempt, max: event.maxAttempts },
        attempts: withAttempt(base.attempts, started),
        times: { submittedAt: base.times.submittedAt, startedAt: event.startedAt },
        progress: noProgress,
        stage: undefined,
        worker: event.worker,
      }
    }
    case 'progressed':
      return { ...base, state: 'running', progress: event.progress }
    case 'staged':
      return { ...base, state: 'running', progress: event.progress, stage: event.stage, stages: event.stages }
    case 'flagged':
      return { ...base, state: 'running', flags: event.flags }
    case 'cancelling': {
      const attempts = base.attempts.map((known) =>
        known.number === event.attempt ? { ...known, cancelAskedAt: event.askedAt } : known,
      )
      return {
        ...base,
        state: 'running',
        attempts,
        flags: [...job.flags.filter((flag) => flag !== cancelling), cancelling],
      }
    }
    case 'retrying': {
      const attempt = { current: event.attempt, max: event.maxAttempts }
      const attempts = withAttempt(base.attempts, event.ended)
      const reason = event.nextRunAt === undefined ? 'queued' : 'retrying'
      return {
        ...base,
        attempt,
        attempts,
        times: { submittedAt: base.times.submittedAt },
        worker: undefined,
        state: 'pending',
        reason,
        nextRunAt: event.nextRunAt,
        position: event.position,
        heldBy: event.heldBy,
        error: event.error,
      }
    }
    case 'succeeded':
      return {
        ...base,
        worker: undefined,
        state: 'success',
        progress: { ...base.progress, percent: 100 },
        attempts: withAttempt(base.attempts, event.ended),
        times: { ...base.times, finishedAt: event.finishedAt },
        result: event.result,
      }
    case 'failed':
      return {
        ...base,
        worker: undefined,
        state: 'failure',
        attempt: { current: event.attempt, max: event.maxAttempts },
        attempts: event.ended
          ? withAttempt(base.attempts, event.ended)
          : base.attempts.filter((attempt) => attempt.number !== event.attempt),
        times: { ...base.times, finishedAt: event.finishedAt },
        reason: event.reason,
        error: event.error,
        expiresAt: event.expiresAt,
        files: event.files,
      }
  }
}

/** Leaves behind what only the state it comes from may carry. */
function baseOf(job: Job): JobBase {
  const { id, queue, type, label, attempt, progress, stage, stages, attempts, times } = job
  const { tags, schedule, foreign, worker, flags, retryOf, retriedAs, parent, children, version } = job
  const now = { attempt, progress, stage, stages, attempts, times, worker, flags, version }
  const always = { id, queue, type, label, tags, schedule, foreign, retryOf, retriedAs, parent, children }
  return { ...always, ...now }
}

function withAttempt(attempts: readonly JobAttempt[], attempt: JobAttempt): JobAttempt[] {
  return [...attempts.filter((known) => known.number !== attempt.number), attempt].slice(-keptAttempts)
}
