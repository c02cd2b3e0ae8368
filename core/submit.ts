import { z } from 'zod'
import type { PendingReason } from './job-state.ts'

const dayMs = 24 * 60 * 60 * 1000

/** The body of `POST /api/jobs`. `input` is checked by the type's own schema. */
export const submitRequestSchema = z.strictObject({
  type: z.string(),
  input: z.unknown(),
  /** Milliseconds to wait before the job may run. */
  delayMs: z
    .int()
    .min(0)
    .max(30 * dayMs)
    .optional(),
  /** 1 runs before 2; without one a job runs before all that have one. */
  priority: z.int().min(1).max(2_097_151).optional(),
  tags: z.array(z.string().trim().min(1).max(60)).max(10).optional(),
})
export type SubmitRequest = z.infer<typeof submitRequestSchema>

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
}
