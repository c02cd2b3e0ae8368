import type { ChildCounts, Job, JobAttempt, JobError, JobFile, JobProgress, JobResult, StageVisit } from './job.ts'
import type { FailureReason, PendingReason } from './job-state.ts'
import type { LogLine } from './log-line.ts'
import type { HeldBy } from './queue-limits.ts'
import type { StreamId } from './stream-id.ts'

interface Fact {
  /** The job's id, `<queue>:<bullmq id>`. */
  id: string
  /** The stream id of the event: orders everything that happened to the job. */
  version: StreamId
  /** The attempt it belongs to; an event of an older attempt is dropped. */
  attempt: number
}

/**
 * A fact about one job, in the past tense. `submitted` carries the whole job and is also how a view learns of a job that
 * just came into it; the others carry what changed.
 */
export type JobEvent =
  | (Fact & { type: 'submitted'; job: Job })
  | (Fact & {
      type: 'queued'
      reason: PendingReason
      nextRunAt?: number
      position?: number
      heldBy?: HeldBy
      maxAttempts: number
    })
  | (Fact & { type: 'started'; startedAt: number; maxAttempts: number; worker?: string })
  | (Fact & { type: 'progressed'; progress: JobProgress })
  | (Fact & { type: 'staged'; stage: string; stages: StageVisit[]; progress: JobProgress })
  | (Fact & {
      type: 'retrying'
      error: JobError
      ended: JobAttempt
      nextRunAt?: number
      position?: number
      heldBy?: HeldBy
      maxAttempts: number
    })
  | (Fact & { type: 'succeeded'; finishedAt: number; ended: JobAttempt; result: JobResult })
  | (Fact & {
      type: 'failed'
      finishedAt: number
      /** Absent when BullMQ started the job once more only to fail it, because it had lost too many workers. */
      ended?: JobAttempt
      reason: FailureReason
      error: JobError
      maxAttempts: number
      expiresAt?: number
      /** What its last attempt had made. */
      files?: JobFile[]
    })
  /** What is known about a running job besides its progress has changed: `flags` are all that hold now. */
  | (Fact & { type: 'flagged'; flags: string[] })
  /** Somebody asked for the end of the running job; whatever ends the run says what became of that. */
  | (Fact & { type: 'cancelling'; askedAt: number })
  /** The newest lines of the job's log, for those who watch it. A hole in their numbers was too much to be told here. */
  | (Fact & { type: 'logged'; lines: LogLine[] })
  /** A finished job is kept until somebody says otherwise, or, without `pinned`, counts down again to `expiresAt`. */
  | (Fact & { type: 'pinned'; pinned: boolean; expiresAt?: number })
  /** The job was repeated with another input: as `retriedAs`, the last ones it was repeated as. */
  | (Fact & { type: 'retried'; retriedAs: string[] })
  /**
   * Something became of the job's children. What happens to them is told in their own queues, so `version` is the one the job has already:
   * of several the one told last holds. Absent when the last child was removed.
   */
  | (Fact & { type: 'counted'; children?: ChildCounts })
  | (Fact & { type: 'removed' })
  | (Fact & { type: 'expired' })

export type JobEventType = JobEvent['type']
