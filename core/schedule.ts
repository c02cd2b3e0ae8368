import { z } from 'zod'
import { randomId } from './job-id.ts'
import type { JobState } from './job-state.ts'
import { submitRequestSchema } from './submit.ts'
import { tagPattern } from './submit-limits.ts'

/** The shortest and the longest time between two runs of a schedule that runs every so often, in milliseconds. */
export const minEveryMs = 1_000
export const maxEveryMs = 365 * 24 * 60 * 60 * 1000

const { type, input, tags, priority } = submitRequestSchema.shape

const fields = {
  name: z.string().trim().min(1).max(100).regex(tagPattern, 'A name is one line of plain text.'),
  input,
  /** Five fields, or six with the seconds before them. Checked by what computes the runs. */
  cron: z.string().trim().max(200).optional(),
  /** Whose clock the cron expression is about, as `Europe/Berlin`; without it UTC. */
  timeZone: z.string().max(60).optional(),
  everyMs: z.int().min(minEveryMs).max(maxEveryMs).optional(),
  tags,
  priority,
  paused: z.boolean().optional(),
}

/** The body of `POST /api/schedules`. `input` is checked by the type's own schema. */
export const scheduleRequestSchema = z.strictObject({ ...fields, type })
export type ScheduleRequest = z.infer<typeof scheduleRequestSchema>

/** The body of `PATCH /api/schedules/:id`: what is left out stays, a priority of null is none. */
export const scheduleChangeSchema = z.strictObject({ ...fields, priority: priority.nullable() }).partial()
export type ScheduleChange = z.infer<typeof scheduleChangeSchema>

/** When a schedule runs. */
export type ScheduleTiming = { cron: string; timeZone: string } | { everyMs: number }

/** A run: the job it is. */
export interface LastRun {
  id: string
  startedAt: number
  /** Absent once the job is no longer kept. */
  state?: JobState
}

interface ScheduleBase {
  id: string
  name: string
  type: string
  tags: string[]
  priority?: number
  paused: boolean
  createdAt: number
  updatedAt: number
  /** The run that waits for its time, or for its turn: it is a job already. */
  nextRun?: { id: string; at: number }
  /** The run that began last, whether on time or by hand. */
  lastRun?: LastRun
}

/** A job that is submitted again and again. Times are epoch milliseconds, and ISO 8601 in REST. */
export type Schedule = ScheduleBase & ScheduleTiming

/** One schedule as `GET /api/schedules/:id` shows it. */
export type ScheduleDetail = Schedule & {
  input: unknown
  /** The next five; none while it is paused. */
  nextRuns: number[]
}

/** What the view of schedules shows: the first of them by name, and how many there are. */
export interface ScheduleBook {
  schedules: Schedule[]
  total: number
}

/** The most schedules one view shows. */
export const maxScheduleBook = 200

export const newScheduleId = (): string => `s_${randomId()}`
