import { z } from 'zod'
import type { Job, JobBase, JobFile, JobResult } from '#core/job.ts'
import { pinned } from '#core/job-flags.ts'
import { formatJobId, parseJobId } from '#core/job-id.ts'
import { maxTime } from '#core/job-limits.ts'
import type { FailureReason, PendingReason } from '#core/job-state.ts'
import { noProgress } from '#core/no-progress.ts'
import { type ReadProgress, readProgress } from '#core/progress-report.ts'
import type { HeldBy } from '#core/queue-limits.ts'
import type { StreamId } from '#core/stream-id.ts'
import { jobMetaSchema } from '#server/queues.ts'
import { attemptsShown, failedText, stalledTooOften } from './attempts-shown.ts'
import { errorInRow, unknownError } from './error-in-row.ts'
import {
  type AttemptRecord,
  attemptsSchema,
  type CancelRecord,
  cancelledLost,
  cancelRecordSchema,
  corruptRecord,
  type FlagsRecord,
  flagsRecordSchema,
  parseStored,
  resultRecordSchema,
  retriedSchema,
} from './job-record.ts'
import type { JobRow } from './job-row.ts'

const optsSchema = z.looseObject({
  attempts: z.number().optional().catch(undefined),
  waybill: jobMetaSchema.optional().catch(undefined),
})

export interface RowPlace {
  /** BullMQ's, of all queues. */
  prefix: string
  queue: string
  /** The stream id the row was read at. */
  version: StreamId
  paused: boolean
  /** The limit that lets nothing of the queue begin at the moment. */
  heldBy?: HeldBy
}

/** Makes a job of what is in Redis. Never throws: what cannot be read is left out, a record that is none says so. */
export function jobFromRow(row: JobRow, place: RowPlace): Job {
  if (row.bullState === 'corrupt') return corruptJob(row, place)
  const opts = parseStored(optsSchema, row.opts) ?? {}
  const meta = opts.waybill
  const records = parseStored(attemptsSchema, row.attempts) ?? []
  const current = row.attemptsStarted
  const running = row.bullState === 'active'
  const report = progressIn(row, current)
  const last = records.find(({ number }) => number === current)
  const record = flagsRecord(row, current)
  const cancel = parseStored(cancelRecordSchema, row.cancel)
  const base: JobBase = {
    id: formatJobId({ queue: place.queue, id: row.id }),
    queue: place.queue,
    type: row.name || place.queue,
    label: meta?.label || `${row.name || place.queue} ${row.id}`,
    attempt: { current, max: lastAllowed(row, opts.attempts ?? 1, running) },
    progress: report.progress,
    stage: report.stage,
    stages: report.stages,
    attempts: attemptsShown(records, row, cancel),
    times: { submittedAt: row.timestamp ?? 0 },
    tags: meta?.tags ?? [],
    ...(meta?.schedule && { schedule: meta.schedule }),
    flags: flagsShown(row, record),
    retryOf: meta?.retryOf,
    retriedAs: parseStored(retriedSchema, row.retried),
    parent: parentIn(row, place.prefix),
    children: row.children,
    version: place.version,
  }
  const startedAt = row.processedOn
  const finishedAt = row.finishedOn ?? row.processedOn ?? row.timestamp ?? 0
  const unrun = isCancelledUnrun(row, cancel, last)
  const error = unrun
    ? { name: 'CancelledError', message: failedText(row), at: finishedAt, attempt: current }
    : errorInRow(row, { prefix: place.prefix, last, attempt: current, finishedAt })
  switch (row.bullState) {
    case 'active':
      return { ...base, state: 'running', times: { ...base.times, startedAt }, worker: row.processedBy ?? undefined }
    case 'completed': {
      const times = { ...base.times, startedAt, finishedAt }
      const result = resultIn(row, expiry(row, record, finishedAt, meta?.keep.success))
      return { ...base, state: 'success', times, progress: { ...base.progress, percent: 100 }, result }
    }
    case 'failed': {
      const times = { ...base.times, startedAt, finishedAt }
      const expiresAt = expiry(row, record, finishedAt, meta?.keep.failure)
      const reason = unrun ? 'cancelled' : failureReason(row, last)
      const files = filesLeft(row, current)
      return {
        ...base,
        state: 'failure',
        times,
        reason,
        error: error ?? unknownError(current, finishedAt),
        expiresAt,
        files,
      }
    }
    default: {
      const reason = pendingReason(row, place.paused)
      const nextRunAt = row.bullState === 'delayed' && row.score ? Math.floor(row.score / 4096) : undefined
      const position = reason === 'queued' ? row.place : undefined
      const heldBy = reason === 'queued' ? place.heldBy : undefined
      return { ...base, state: 'pending', reason, nextRunAt, position, heldBy, error }
    }
  }
}

/** A job's key in Redis is its id behind the prefix. A parent under another prefix belongs to queues that nobody follows here. */
function parentIn({ parentKey }: JobRow, prefix: string): string | undefined {
  const id = parentKey?.startsWith(`${prefix}:`) ? parentKey.slice(prefix.length + 1) : undefined
  return id !== undefined && parseJobId(id) ? id : undefined
}

/** BullMQ counts lost workers as starts but not as attempts made, and forgets what was made on a manual retry. */
function lastAllowed(row: JobRow, attempts: number, running: boolean): number {
  const before = row.attemptsStarted - row.attemptsMade
  return before + Math.max(attempts, 1) - (running ? 1 : 0)
}

function progressIn(row: JobRow, current: number): ReadProgress {
  const report = readProgress(parseStored(z.unknown(), row.progress))
  const stale = report.attempt !== undefined && report.attempt < current
  return stale ? { stages: report.stages, progress: noProgress } : report
}

function flagsRecord(row: JobRow, current: number): FlagsRecord | undefined {
  const record = parseStored(flagsRecordSchema, row.flags)
  return record?.attempt === current ? record : undefined
}

// What was said of a run has passed with it.
function flagsShown(row: JobRow, record: FlagsRecord | undefined): string[] {
  if (row.bullState === 'active') return record?.flags ?? []
  return isFinishedRow(row) && isPinned(record) ? [pinned] : []
}

const isFinishedRow = ({ bullState }: JobRow) => bullState === 'completed' || bullState === 'failed'
const isPinned = (record: FlagsRecord | undefined) => record?.flags.includes(pinned) ?? false

/** Whether a job ended by a cancel while nobody ran it, whatever its last attempt ended with. */
function isCancelledUnrun(row: JobRow, cancel: CancelRecord | undefined, last: AttemptRecord | undefined): boolean {
  if (row.bullState !== 'failed' || !cancel) return false
  return cancel.waiting ? cancel.attempt === row.attemptsStarted : !last && row.failedReason === cancelledLost
}

export function failureReason(
  row: Pick<JobRow, 'failedReason'>,
  last: Pick<AttemptRecord, 'reason'> | undefined,
): FailureReason {
  const text = row.failedReason ?? ''
  if (stalledTooOften.test(text)) return 'worker-lost'
  if (text.startsWith(corruptRecord)) return 'corrupt'
  if (last?.reason) return last.reason
  // How other BullMQ workers mark what was cancelled; BullMQ itself has no word for it.
  return /^cancelled\b/.test(text) ? 'cancelled' : 'error'
}

function pendingReason(row: JobRow, paused: boolean): PendingReason {
  if (row.bullState === 'waiting-children') return 'waiting-for-children'
  if (row.bullState === 'delayed') return row.attemptsStarted > 0 ? 'retrying' : 'scheduled'
  return paused ? 'queue-paused' : 'queued'
}

/** A child is kept as long as its parent needs it, which the row says. */
function expiry(
  { keptTill }: JobRow,
  record: FlagsRecord | undefined,
  finishedAt: number,
  keepSeconds?: number,
): number | undefined {
  if (keptTill !== undefined) return keptTill === 'held' ? undefined : keptTill
  const at = Math.max(finishedAt + (keepSeconds ?? Number.NaN) * 1000, record?.keepUntil ?? Number.NEGATIVE_INFINITY)
  return Math.abs(at) <= maxTime && !isPinned(record) ? at : undefined
}

function resultIn(row: JobRow, expiresAt: number | undefined): JobResult {
  const kept = parseStored(resultRecordSchema, row.result)
  // Of an attempt before, which failed; then another program's worker made this one succeed.
  const record = kept?.failed === undefined ? kept : undefined
  return {
    available: record?.stored ?? row.resultBytes > 0,
    bytes: record?.stored === false ? 0 : row.resultBytes,
    summary: record?.summary,
    expiresAt,
    files: record?.files ?? [],
  }
}

/** What the attempt a job failed with had made; undefined when that is nothing. */
function filesLeft(row: JobRow, attempt: number): JobFile[] | undefined {
  const record = parseStored(resultRecordSchema, row.result)
  return record?.failed === attempt && record.files.length > 0 ? record.files : undefined
}

function corruptJob(row: JobRow, { queue, version }: RowPlace): Job {
  const message = 'The record of this job cannot be read. Something else wrote to its key in Redis.'
  return {
    id: formatJobId({ queue, id: row.id }),
    queue,
    type: queue,
    label: `${queue} ${row.id}`,
    state: 'failure',
    reason: 'corrupt',
    error: { name: 'CorruptRecord', message, at: 0, attempt: 0 },
    attempt: { current: 0, max: 0 },
    progress: noProgress,
    stages: [],
    attempts: [],
    times: { submittedAt: 0 },
    tags: [],
    flags: [],
    version,
  }
}
