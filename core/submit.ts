import { z } from 'zod'
import type { PendingReason } from './job-state.ts'
import {
  idempotencyKeyPattern,
  maxBatch,
  maxDelayMs,
  maxPriority,
  maxTagLength,
  maxTags,
  tagPattern,
} from './submit-limits.ts'

const tag = z.string().trim().min(1).max(maxTagLength).regex(tagPattern, 'A tag is one line of plain text.')

/** The body of `POST /api/jobs`. `input` is checked by the type's own schema. */
export const submitRequestSchema = z.strictObject({
  type: z.string(),
  input: z.unknown(),
  /** Milliseconds to wait before the job may run. */
  delayMs: z.int().min(0).max(maxDelayMs).optional(),
  /** The smaller, the sooner: 1 runs before 2. 0, as none at all, runs before every job that has one. */
  priority: z.int().min(0).max(maxPriority).optional(),
  tags: z.array(tag).max(maxTags).optional(),
})
export type SubmitRequest = z.infer<typeof submitRequestSchema>

/**
 * The body of `POST /api/jobs/:id/retry`. With an input the retry is a new job; what is not given besides is as it was, but for the
 * delay, which is none.
 */
export const retryRequestSchema = submitRequestSchema
  .omit({ type: true })
  .extend({ input: z.unknown().optional() })
  .refine((body) => body.input !== undefined || Object.keys(body).length === 0, {
    error: 'A retry without an input goes on with the same job, which nothing can be changed of. Give the input too.',
    path: ['input'],
  })
export type RetryRequest = z.infer<typeof retryRequestSchema>

export const idempotencyKeySchema = z
  .string()
  .regex(idempotencyKeyPattern, 'A key is 1 to 255 printable ASCII characters, without spaces and commas.')

/** One job of a batch: what `POST /api/jobs` takes, with its own idempotency key beside it. */
export const batchItemSchema = submitRequestSchema.extend({ idempotencyKey: idempotencyKeySchema.optional() })

/** The body of `POST /api/jobs/batch`. Its items are checked one by one, so that a bad one harms only itself. */
export const batchRequestSchema = z.strictObject({ jobs: z.array(z.unknown()).min(1).max(maxBatch) })

/** What became of one job of a batch, in the order they were sent. */
export type BatchResult = { id: string; replayed?: true } | { error: BatchError }
export type BatchError = Pick<Problem, 'code' | 'detail' | 'field' | 'issues'>

/** The `202` answer. Paths are relative to the server. */
export interface SubmitAnswer {
  id: string
  /** The page a person watches. */
  url: string
  /** The job as JSON. */
  statusUrl: string
  state: 'pending'
  reason?: PendingReason
}

/** What the `202` answer says besides: a link with which anybody may follow the job. Absent when the job is gone already. */
export interface LinkAnswer {
  /** The link as a whole address. */
  shareUrl?: string
  /** The same for a program, as its bearer token. */
  token?: string
}

/** The `201` answer of `POST /api/uploads`. */
export interface UploadAnswer {
  uploadId: string
  name: string
  bytes: number
  sha256: string
  /** ISO 8601. Submit a job with it before. */
  expiresAt: string
}

/** The body of every error answer, `application/problem+json` (RFC 9457). */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  requestId: string
  field?: string
  limit?: number
  /** With `payload_invalid`: what is wrong at which field. */
  issues?: { path: string; message: string }[]
  /** With `expired`: what is still known of the job. Times are ISO 8601. */
  job?: Record<string, unknown>
}
