import fc from 'fast-check'
import type { JobEvent, JobEventType } from '#core/job-event.ts'
import { failureReasons, pendingReasons } from '#core/job-state.ts'
import {
  anyAttempt,
  anyAttemptRun,
  anyChildCounts,
  anyError,
  anyFlags,
  anyHeldBy,
  anyIds,
  anyJob,
  anyLogLines,
  anyProgress,
  anyResult,
  anyStages,
  anyTime,
  anyVersion,
} from './arbitrary-job.ts'

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const maxAttempts = anyAttempt

/** What each kind of event carries besides id, version and attempt: a kind that is missing here does not compile. */
const payloads: {
  [T in JobEventType]: fc.Arbitrary<Omit<Extract<JobEvent, { type: T }>, 'id' | 'version' | 'attempt'>>
} = {
  submitted: fc.record({ type: fc.constant('submitted'), job: anyJob() }),
  queued: fc.record({
    type: fc.constant('queued'),
    reason: fc.constantFrom(...pendingReasons),
    nextRunAt: maybe(anyTime),
    heldBy: maybe(anyHeldBy),
    maxAttempts,
  }),
  started: fc.record({ type: fc.constant('started'), startedAt: anyTime, maxAttempts }),
  progressed: fc.record({ type: fc.constant('progressed'), progress: anyProgress }),
  staged: fc.record({
    type: fc.constant('staged'),
    stage: fc.constantFrom('reading', 'writing'),
    stages: anyStages,
    progress: anyProgress,
  }),
  cancelling: fc.record({ type: fc.constant('cancelling'), askedAt: anyTime }),
  flagged: fc.record({ type: fc.constant('flagged'), flags: anyFlags }),
  logged: fc.record({ type: fc.constant('logged'), lines: anyLogLines }),
  pinned: fc.record({ type: fc.constant('pinned'), pinned: fc.boolean(), expiresAt: maybe(anyTime) }),
  retrying: fc.record({
    type: fc.constant('retrying'),
    error: anyError,
    ended: anyAttemptRun,
    nextRunAt: maybe(anyTime),
    maxAttempts,
  }),
  succeeded: fc.record({
    type: fc.constant('succeeded'),
    finishedAt: anyTime,
    ended: anyAttemptRun,
    result: anyResult,
  }),
  failed: fc.record({
    type: fc.constant('failed'),
    finishedAt: anyTime,
    ended: maybe(anyAttemptRun),
    reason: fc.constantFrom(...failureReasons),
    error: anyError,
    maxAttempts,
  }),
  retried: fc.record({ type: fc.constant('retried'), retriedAs: anyIds }),
  counted: fc.record({ type: fc.constant('counted'), children: maybe(anyChildCounts) }),
  removed: fc.record({ type: fc.constant('removed') }),
  expired: fc.record({ type: fc.constant('expired') }),
}

/** Any event of the kinds in `types` about one job, possible or not. */
export function anyEvent(id = 'mail:1', types = Object.keys(payloads) as JobEventType[]): fc.Arbitrary<JobEvent> {
  const facts = fc.record({ id: fc.constant(id), version: anyVersion, attempt: anyAttempt })
  const payload = fc.oneof(...types.map((type) => payloads[type]))
  return fc.tuple(facts, payload).map(([fact, rest]) => {
    if (rest.type !== 'submitted') return { ...fact, ...rest }
    // A snapshot's own id and version are also those of the event that brings it.
    const job = { ...rest.job, id }
    return { type: 'submitted', id, version: job.version, attempt: job.attempt.current, job }
  })
}
