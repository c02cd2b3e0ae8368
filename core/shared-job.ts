import type { Job, JobAttempt, JobError, JobFile, JobResult } from './job.ts'
import type { JobEvent, JobEventType } from './job-event.ts'
import type { LinkScope } from './job-link.ts'

/**
 * A job as a link shows it: how it fares, and nothing of who runs it, of what went wrong in words, or of other jobs. What is shown is
 * named field by field, so that a field that comes later is hidden until somebody decides.
 */
export function sharedJob(job: Job, scope: LinkScope): Job {
  const { id, queue, type, label, attempt, progress, stage, stages, times, flags, version } = job
  const attempts = job.attempts.map(sharedAttempt)
  const base = { id, queue, type, label, attempt, progress, stage, stages, attempts, times, tags: [], flags, version }
  switch (job.state) {
    case 'pending': {
      const { state, reason, nextRunAt, position } = job
      return { ...base, state, reason, nextRunAt, position, error: job.error && sharedError(job.error) }
    }
    case 'running':
      return { ...base, state: job.state }
    case 'success':
      return { ...base, state: job.state, result: sharedResult(job.result, scope) }
    case 'failure': {
      const { state, reason, expiresAt } = job
      return { ...base, state, reason, expiresAt, error: sharedError(job.error), files: sharedFiles(job.files, scope) }
    }
  }
}

/** An event as a link tells it; undefined for one that is only about what it does not show. */
export function sharedEvent(event: JobEvent, scope: LinkScope): JobEvent | undefined {
  const share: (event: never, scope: LinkScope) => JobEvent | undefined = shares[event.type]
  return share(event as never, scope) // the row of the table is that of the event
}

type Share<T extends JobEventType> = (
  event: Extract<JobEvent, { type: T }>,
  scope: LinkScope,
) => Extract<JobEvent, { type: T }> | undefined

const asItIs = <E extends JobEvent>(event: E): E => event
const notAtAll = () => undefined

const shares: { [T in JobEventType]: Share<T> } = {
  submitted: (event, scope) => ({ ...event, job: sharedJob(event.job, scope) }),
  queued: ({ heldBy: _heldBy, ...event }) => event,
  started: ({ worker: _worker, ...event }) => event,
  progressed: asItIs,
  staged: asItIs,
  retrying: ({ heldBy: _heldBy, ...event }) => ({
    ...event,
    error: sharedError(event.error),
    ended: sharedAttempt(event.ended),
  }),
  succeeded: (event, scope) => ({
    ...event,
    ended: sharedAttempt(event.ended),
    result: sharedResult(event.result, scope),
  }),
  failed: (event, scope) => ({
    ...event,
    ended: event.ended && sharedAttempt(event.ended),
    error: sharedError(event.error),
    files: sharedFiles(event.files, scope),
  }),
  flagged: asItIs,
  cancelling: asItIs,
  logged: notAtAll,
  pinned: asItIs,
  retried: notAtAll,
  counted: notAtAll,
  removed: asItIs,
  expired: asItIs,
}

const sharedAttempt = ({ number, startedAt, finishedAt, reason, waited, cancelAskedAt }: JobAttempt): JobAttempt => ({
  number,
  startedAt,
  finishedAt,
  reason,
  waited,
  cancelAskedAt,
})

/** Messages of errors hold paths, addresses and pieces of the input. Which kind of failure it was says the reason. */
const sharedError = ({ at, attempt }: JobError): JobError => ({
  name: 'Error',
  message: 'What exactly went wrong is not shown by this link.',
  at,
  attempt,
})

const sharedResult = ({ available, bytes, summary, expiresAt, files }: JobResult, scope: LinkScope): JobResult => ({
  available,
  bytes,
  summary,
  expiresAt,
  files: sharedFiles(files, scope) ?? [],
})

const sharedFiles = (files: JobFile[] | undefined, scope: LinkScope): JobFile[] | undefined =>
  scope === 'view+download' ? files : undefined
