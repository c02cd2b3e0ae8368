import { z } from 'zod'
import { type JobProgress, type StageVisit, stageVisitSchema } from './job.ts'
import { keptStages } from './job-limits.ts'
import { noProgress } from './no-progress.ts'

/**
 * What Waybill's workers store as BullMQ progress: custom state and progress in one object, so that one atomic write is both
 * kept on the job and emitted in order. `attempt` fences off a worker that lost its job, `seq` orders reports of one attempt.
 */
export const progressReportSchema = z.object({
  v: z.literal(1),
  attempt: z.int().min(1),
  seq: z.int().min(0),
  stage: z.string().max(100).optional(),
  percent: z.number().min(0).max(100).optional(),
  current: z.number().optional(),
  total: z.number().optional(),
  unit: z.string().max(40).optional(),
  message: z.string().max(500).optional(),
  steps: z
    .object({ done: z.number().min(0), total: z.number().min(1), label: z.string().max(100).optional() })
    .optional(),
  stages: z.array(stageVisitSchema).max(keptStages),
})
export type ProgressReport = z.infer<typeof progressReportSchema>

/** The largest report a worker may write, in bytes of JSON. */
export const maxReportBytes = 8 * 1024

/** What a stored progress value says, whoever wrote it. `attempt` is undefined for reports without a fence. */
export interface ReadProgress {
  attempt?: number
  progress: JobProgress
  stage?: string
  stages: StageVisit[]
}

/**
 * Reads progress in Waybill's shape and in the shapes of foreign workers: a number, a numeric string, `{progress}`,
 * `{percent}`, `{percentage}` or `{current, total}`. Whatever else it is becomes "nobody knows", never an error.
 */
export function readProgress(value: unknown): ReadProgress {
  const report = progressReportSchema.safeParse(value)
  if (report.success) {
    const { attempt, stage, stages } = report.data
    return { attempt, stage, stages, progress: progressOf(report.data) }
  }
  return { progress: foreignProgress(value), stages: [], stage: foreignStage(value) }
}

/**
 * Percent from what was reported: itself when given, else from `current` and `total`, else unknown. Of work that consists of steps, what is
 * counted is a part of one step.
 */
export function progressOf(report: Omit<ProgressReport, 'v' | 'attempt' | 'seq' | 'stages' | 'stage'>): JobProgress {
  const { percent, current, total, unit, message, steps } = report
  const counted = current !== undefined && total !== undefined && total > 0 ? (current / total) * 100 : null
  const stepped = steps && ((steps.done + (clampPercent(counted) ?? 0) / 100) / steps.total) * 100
  return { percent: clampPercent(percent ?? stepped ?? counted), current, total, unit, message, steps }
}

function clampPercent(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(100, Math.max(0, value)) : null
}

const foreignSchema = z.looseObject({
  progress: z.number().optional().catch(undefined),
  percent: z.number().optional().catch(undefined),
  percentage: z.number().optional().catch(undefined),
  current: z.number().optional().catch(undefined),
  total: z.number().optional().catch(undefined),
  message: z.string().max(500).optional().catch(undefined),
  stage: z.string().max(100).optional().catch(undefined),
  state: z.string().max(100).optional().catch(undefined),
})

function foreignProgress(value: unknown): JobProgress {
  if (typeof value === 'number') return { percent: clampPercent(value) }
  if (typeof value === 'string' && /^\d{1,3}(\.\d+)?$/.test(value)) return { percent: clampPercent(Number(value)) }
  const object = foreignSchema.safeParse(value)
  if (!object.success) return noProgress
  const { progress, percent, percentage, current, total, message } = object.data
  return progressOf({ percent: clampPercent(percent ?? percentage ?? progress) ?? undefined, current, total, message })
}

function foreignStage(value: unknown): string | undefined {
  const object = foreignSchema.safeParse(value)
  return object.success ? (object.data.stage ?? object.data.state) : undefined
}
