import type { Job, JobAttempt } from '#core/job.ts'
import type { JobEvent } from '#core/job-event.ts'
import { cancelling } from '#core/job-flags.ts'
import { maxTime } from '#core/job-limits.ts'
import { type ReadProgress, readProgress } from '#core/progress-report.ts'
import type { HeldBy } from '#core/queue-limits.ts'
import { isSame } from '#core/same.ts'
import { streamTime } from '#core/stream-id.ts'
import { retriedEvent } from '#server/commands/retried-event.ts'
import { loggedEvent } from '#server/logs/logged-event.ts'
import { flagsSchema, retriedSchema } from '#server/reader/job-record.ts'
import { pinnedEvent } from '#server/retention/pinned-event.ts'
import type { TailEntry } from '#server/tail/event-tail.ts'

/** BullMQ's events that say nothing the job's hash has to explain. */
const selfContained = new Set([
  ...['progress', 'flagged', cancelling, pinnedEvent, retriedEvent, 'removed', 'expired'],
  ...['drained', 'stalled', 'retries-exhausted', 'cleaned', loggedEvent],
])

/** Whether `entry` leaves every job in its state and its place. */
export const movesNothing = ({ fields }: TailEntry): boolean =>
  fields.event === 'progress' || fields.event === loggedEvent

/** Whether translating `entry` needs the job as it is in Redis. */
export const needsRead = ({ fields }: TailEntry): boolean =>
  Boolean(fields.jobId) && !selfContained.has(fields.event ?? '')

/**
 * Turns one of BullMQ's events into ours: the only place that knows both vocabularies. `known` is the job as folded so far, `read`
 * as it was in Redis when the event was fetched, which may be later than the event. What the event itself does not say
 * is taken from `read` only when it is still about the same attempt.
 */
export function translate(entry: TailEntry, known: Job | undefined, read: Job | undefined): JobEvent | undefined {
  const { event, prev } = entry.fields
  if (!known) return read && asSubmitted(read)
  const fact = { id: known.id, version: entry.id, attempt: known.attempt.current }
  const same = sameAttempt(known, read)
  const maxAttempts = same?.attempt.max ?? known.attempt.max
  switch (event) {
    case 'added':
    case 'duplicated':
      return undefined
    case 'waiting':
      return prev === 'active'
        ? givenBack(entry, known, read)
        : { ...fact, type: 'queued', ...inLine(same), maxAttempts }
    case 'waiting-children':
      // What its attempt ended with is only in Redis.
      if (known.state === 'running' && same?.state === 'pending') return asSubmitted(same)
      return { ...fact, type: 'queued', reason: 'waiting-for-children', maxAttempts }
    case 'delayed': {
      const nextRunAt = timeIn(entry.fields.delay)
      if (known.state === 'running') return retrying(entry, known, read, nextRunAt)
      return {
        ...fact,
        type: 'queued',
        reason: known.attempt.current > 0 ? 'retrying' : 'scheduled',
        nextRunAt,
        maxAttempts,
      }
    }
    case 'active':
      return started(entry, known, read)
    case 'progress':
      return progressed(entry, known)
    case 'flagged': {
      const flags = flagsSchema.safeParse(json(entry.fields.flags))
      const attempt = Number(entry.fields.attempt)
      return flags.success && Number.isInteger(attempt)
        ? { ...fact, type: 'flagged', attempt, flags: flags.data }
        : undefined
    }
    case cancelling: {
      const attempt = Number(entry.fields.attempt)
      const askedAt = timeIn(entry.fields.at) ?? streamTime(entry.id)
      return Number.isInteger(attempt) ? { ...fact, type: 'cancelling', attempt, askedAt } : undefined
    }
    case pinnedEvent: {
      const { attempt, pinned, expiresAt } = entry.fields
      return { ...fact, type: 'pinned', attempt: Number(attempt), pinned: pinned === '1', expiresAt: timeIn(expiresAt) }
    }
    case retriedEvent: {
      const retriedAs = retriedSchema.safeParse(json(entry.fields.retriedAs)).data
      return retriedAs && { ...fact, type: 'retried', retriedAs }
    }
    case 'completed': {
      const result = same?.state === 'success' ? same.result : resultOf(entry)
      const finishedAt = same?.times.finishedAt ?? streamTime(entry.id)
      return { ...fact, type: 'succeeded', finishedAt, ended: endedAttempt(known, read, finishedAt), result }
    }
    case 'failed': {
      const finishedAt = same?.times.finishedAt ?? streamTime(entry.id)
      const failure = same?.state === 'failure' ? same : undefined
      const reason = failure?.reason ?? 'error'
      const message = entry.fields.failedReason || 'The job failed without saying why.'
      const text = failure?.error ?? attemptIn(read, known.attempt.current)?.error ?? { name: 'Error', message }
      const { name } = text
      const error = { name, message: text.message, at: finishedAt, attempt: known.attempt.current }
      const ended = failure
        ? attemptIn(failure, known.attempt.current)
        : failedAttempt(known, read, finishedAt, { name, message: text.message })
      const { expiresAt, files } = failure ?? {}
      return { ...fact, type: 'failed', finishedAt, ended, reason, error, maxAttempts, expiresAt, files }
    }
    case 'removed':
      return { ...fact, type: 'removed' }
    case 'expired':
      return { ...fact, type: 'expired' }
    default:
      // Events that change no card, and those of BullMQ versions to come.
      return undefined
  }
}

/** How a view learns of a job as it is in Redis. */
export const asSubmitted = (job: Job): JobEvent => ({
  ...{ type: 'submitted', id: job.id, version: job.version, attempt: job.attempt.current, job },
})

/** Where a job that is back in line stands, as far as it can be known. */
function inLine(read: Job | undefined): { reason: 'queued' | 'queue-paused'; position?: number; heldBy?: HeldBy } {
  if (read?.state !== 'pending') return { reason: 'queued' }
  const { position, heldBy } = read
  return { reason: read.reason === 'queue-paused' ? 'queue-paused' : 'queued', position, heldBy }
}

/** A running job is back in line: because its attempt failed and may be repeated at once, or because its worker was lost. */
function givenBack(entry: TailEntry, known: Job, read: Job | undefined): JobEvent {
  if (attemptIn(read, known.attempt.current)?.error) return retrying(entry, known, read, undefined)
  const same = sameAttempt(known, read)
  const maxAttempts = same?.state === 'pending' ? same.attempt.max : known.attempt.max + 1
  const fact = { id: known.id, version: entry.id, attempt: known.attempt.current }
  return { ...fact, type: 'queued', ...inLine(same), maxAttempts }
}

const sameAttempt = (known: Job, read: Job | undefined) =>
  read && read.attempt.current === known.attempt.current ? read : undefined

/** The worker's record of an attempt; later reads still hold the earlier attempts. */
const attemptIn = (read: Job | undefined, number: number) => read?.attempts.find((attempt) => attempt.number === number)

/** The worker's record of how the attempt ended; of workers that keep none, what the event tells. */
function endedAttempt(known: Job, read: Job | undefined, finishedAt: number, error?: JobAttempt['error']): JobAttempt {
  const number = known.attempt.current
  const record = attemptIn(read, number)
  if (record?.finishedAt !== undefined) return record
  return { number, startedAt: known.times.startedAt ?? finishedAt, worker: known.worker, finishedAt, error }
}

/** A job that failed in line keeps what it had: no attempt ended by that. */
const failedAttempt = (known: Job, read: Job | undefined, finishedAt: number, error: JobAttempt['error']) =>
  known.state === 'pending' ? attemptIn(known, known.attempt.current) : endedAttempt(known, read, finishedAt, error)

function retrying(entry: TailEntry, known: Job, read: Job | undefined, nextRunAt: number | undefined): JobEvent {
  const at = streamTime(entry.id)
  const attempt = known.attempt.current
  const same = sameAttempt(known, read)
  const told = same?.state === 'pending' ? same.error : undefined
  const text = attemptIn(read, attempt)?.error ?? told ?? { name: 'Error', message: 'The attempt failed.' }
  const { name, message } = text
  const ended = endedAttempt(known, read, at, { name, message })
  const error = { name, message, at: ended.finishedAt ?? at, attempt }
  const maxAttempts = same?.state === 'pending' ? same.attempt.max : known.attempt.max
  const { position, heldBy } = same?.state === 'pending' ? same : {}
  const fact = { id: known.id, version: entry.id, attempt }
  return { ...fact, type: 'retrying', error, ended, nextRunAt, position, heldBy, maxAttempts }
}

/** Every start counts one attempt up, in BullMQ as here. */
function started(entry: TailEntry, known: Job, read: Job | undefined): JobEvent {
  const attempt = known.attempt.current + 1
  const same = read?.attempt.current === attempt ? read : undefined
  const now = attemptIn(read, attempt)
  return {
    type: 'started',
    id: known.id,
    version: entry.id,
    attempt,
    startedAt: now?.startedAt ?? same?.times.startedAt ?? streamTime(entry.id),
    maxAttempts: Math.max(same?.attempt.max ?? known.attempt.max, attempt),
    worker: now?.worker ?? same?.worker,
  }
}

function progressed(entry: TailEntry, known: Job): JobEvent {
  const read: ReadProgress = readProgress(json(entry.fields.data))
  const fact = {
    id: known.id,
    version: entry.id,
    attempt: read.attempt ?? known.attempt.current,
    progress: read.progress,
  }
  const moved = read.stage !== undefined && (read.stage !== known.stage || !isSame(read.stages, known.stages))
  return moved && read.stage !== undefined
    ? { ...fact, type: 'staged', stage: read.stage, stages: read.stages }
    : { ...fact, type: 'progressed' }
}

const resultOf = (entry: TailEntry) => {
  const bytes = new TextEncoder().encode(entry.fields.returnvalue ?? '').length
  return { available: bytes > 0, bytes, files: [] }
}

function json(text: string | undefined): unknown {
  try {
    return text ? JSON.parse(text) : undefined
  } catch {
    // A progress nobody can read is a progress nobody knows (I10).
    return undefined
  }
}

/** Only what a `Date` can hold is a time. */
function timeIn(text: string | undefined): number | undefined {
  const value = Number(text)
  return text && Math.abs(value) <= maxTime ? value : undefined
}
