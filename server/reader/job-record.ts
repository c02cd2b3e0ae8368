import { z } from 'zod'
import { jobAttemptSchema, jobFileSchema } from '#core/job.ts'
import { maxFlagLength, maxFlags } from '#core/job-flags.ts'
import { keptAttempts, keptRetries, maxTime } from '#core/job-limits.ts'

/** One attempt as the worker keeps it in the job's hash: what a browser sees, and what only those who ask for it see. */
export const attemptRecordSchema = jobAttemptSchema.extend({
  error: z.object({ name: z.string(), message: z.string(), stack: z.string().optional() }).optional(),
})
export type AttemptRecord = z.infer<typeof attemptRecordSchema>

export const attemptsSchema = z.array(attemptRecordSchema).max(keptAttempts)

/** What the worker keeps about a result, so that nobody has to read the result to show the job. */
export const resultRecordSchema = z.object({
  stored: z.boolean(),
  summary: z.string().optional(),
  files: z.array(jobFileSchema),
  /** Of an attempt that failed: which it was. Its files say nothing about the next one. */
  failed: z.number().optional(),
})
export type ResultRecord = z.infer<typeof resultRecordSchema>

export const flagsSchema = z.array(z.string().min(1).max(maxFlagLength)).max(maxFlags)

/**
 * What the janitor, or who pins a finished job, keeps: the flags of one attempt. They say nothing about the next one. What was pinned
 * stays until `keepUntil` at least.
 */
export const flagsRecordSchema = z.object({ attempt: z.number(), flags: flagsSchema, keepUntil: z.number().optional() })
export type FlagsRecord = z.infer<typeof flagsRecordSchema>

/**
 * That somebody asked for the end of a job: during which attempt, when, and who. `waiting` when nobody ran it, so that it ended at once,
 * after that attempt.
 */
export const cancelRecordSchema = z.object({
  attempt: z.number(),
  at: z.number().min(-maxTime).max(maxTime),
  by: z.string(),
  waiting: z.boolean().optional(),
})
export type CancelRecord = z.infer<typeof cancelRecordSchema>

/** The failed reasons of jobs that were cancelled while nobody ran them. */
export const cancelledWaiting = 'Cancelled while it was waiting.'
export const cancelledLost = 'Cancelled after its worker was lost.'

/** The jobs that repeat this one with another input. */
export const retriedSchema = z.array(z.string().min(3).max(320)).max(keptRetries)

/** How the failed reason of a job begins that was put away because its record cannot be read. */
export const corruptRecord = 'corrupt record: '

/** Reads JSON that anybody may have written. Undefined when it is absent or does not fit. */
export function parseStored<T>(schema: z.ZodType<T>, text: string | null | undefined): T | undefined {
  if (!text) return undefined
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    // Not JSON: as good as absent. The card shows what else is known.
    return undefined
  }
}
