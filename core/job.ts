import { z } from 'zod'
import { maxTime } from './job-limits.ts'
import { failureReasons, type JobState, pendingReasons } from './job-state.ts'
import { heldBySchema } from './queue-limits.ts'
import { scheduleLinkSchema } from './schedule-link.ts'

/** Epoch milliseconds. */
const time = z.number().min(-maxTime).max(maxTime)

/** How far a running job is. `percent` is null when nobody can know; 0 means nothing done yet. */
export const jobProgressSchema = z.object({
  percent: z.number().min(0).max(100).nullable(),
  current: z.number().optional(),
  total: z.number().optional(),
  unit: z.string().optional(),
  message: z.string().optional(),
  /** The larger steps the work consists of; `current` and `total` are about the one called `label`. */
  steps: z.object({ done: z.number(), total: z.number(), label: z.string().optional() }).optional(),
})
export type JobProgress = z.infer<typeof jobProgressSchema>

/** A custom state a job passed through, and when. */
export const stageVisitSchema = z.object({ stage: z.string(), at: time, attempt: z.number().optional() })
export type StageVisit = z.infer<typeof stageVisitSchema>

export const jobErrorSchema = z.object({ name: z.string(), message: z.string(), at: time, attempt: z.number() })
export type JobError = z.infer<typeof jobErrorSchema>

/** One run of the job. Without `finishedAt`, and not the last one, its worker was lost. */
export const jobAttemptSchema = z.object({
  number: z.number(),
  startedAt: time,
  finishedAt: time.optional(),
  worker: z.string().optional(),
  error: z.object({ name: z.string(), message: z.string() }).optional(),
  /** Why it failed, as far as its worker said. */
  reason: z.enum(failureReasons).optional(),
  /** It ended to wait for the job's children; the next one went on. */
  waited: z.boolean().optional(),
  /** When somebody asked for the end of the job while it ran; an attempt may have succeeded in spite of that. */
  cancelAskedAt: time.optional(),
})
export type JobAttempt = z.infer<typeof jobAttemptSchema>

export const jobFileSchema = z.object({ name: z.string(), bytes: z.number(), mediaType: z.string() })
export type JobFile = z.infer<typeof jobFileSchema>

/** What is known of a result without fetching it. */
export const jobResultSchema = z.object({
  available: z.boolean(),
  bytes: z.number(),
  summary: z.string().optional(),
  expiresAt: time.optional(),
  files: z.array(jobFileSchema),
})
export type JobResult = z.infer<typeof jobResultSchema>

/** How many children a job has, and how many of them succeeded and failed for good; the others have yet to end. */
export const childCountsSchema = z.object({ total: z.number(), done: z.number(), failed: z.number() })
export type ChildCounts = z.infer<typeof childCountsSchema>

const jobBaseSchema = z.object({
  id: z.string(),
  queue: z.string(),
  type: z.string(),
  label: z.string(),
  /** `current` is 0 until the first attempt starts and never goes down; `max` is the last one the policy allows. */
  attempt: z.object({ current: z.number(), max: z.number() }),
  progress: jobProgressSchema,
  stage: z.string().optional(),
  stages: z.array(stageVisitSchema),
  attempts: z.array(jobAttemptSchema),
  times: z.object({ submittedAt: time, startedAt: time.optional(), finishedAt: time.optional() }),
  tags: z.array(z.string()),
  /** The schedule that made it. */
  schedule: scheduleLinkSchema.optional(),
  /** Who runs it, while it runs; afterwards `attempts` says who did. */
  worker: z.string().optional(),
  flags: z.array(z.string()),
  /** Nothing proves that somebody submitted it here: another program added it, or says so of itself. */
  foreign: z.literal(true).optional(),
  /** The job this one repeats with another input. */
  retryOf: z.string().optional(),
  /** The jobs that repeat this one with another input, oldest first; the last of them. */
  retriedAs: z.array(z.string()).optional(),
  /** The job that waits for this one, or did. */
  parent: z.string().optional(),
  /** Of a job that waits for others, or did. */
  children: childCountsSchema.optional(),
  /** The stream id of the last event folded in. */
  version: z.string(),
})
export type JobBase = z.infer<typeof jobBaseSchema>

/** One job as every part of Waybill sees it. Each state carries only its own data. Times are epoch milliseconds. */
export const jobSchema = z.discriminatedUnion('state', [
  jobBaseSchema.extend({
    state: z.literal('pending'),
    reason: z.enum(pendingReasons),
    nextRunAt: time.optional(),
    /** Place in line, 1 is next; one more than `countedInLine` says that there are more than that. */
    position: z.number().optional(),
    /** The limit of its queue that keeps it in line although a worker may be free. */
    heldBy: heldBySchema.optional(),
    error: jobErrorSchema.optional(),
  }),
  jobBaseSchema.extend({ state: z.literal('running') }),
  jobBaseSchema.extend({ state: z.literal('success'), result: jobResultSchema }),
  jobBaseSchema.extend({
    state: z.literal('failure'),
    reason: z.enum(failureReasons),
    error: jobErrorSchema,
    expiresAt: time.optional(),
    /** What its last attempt had made before it failed. */
    files: z.array(jobFileSchema).optional(),
  }),
])
export type Job = z.infer<typeof jobSchema>
export type JobIn<S extends JobState> = Extract<Job, { state: S }>
