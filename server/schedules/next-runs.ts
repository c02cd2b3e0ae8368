import { getNextMillis } from 'bullmq'
import type { ScheduleTiming } from '#core/schedule.ts'

const yearMs = 366 * 24 * 60 * 60 * 1000

export interface NextRunsOptions {
  /** Runs before this are over. */
  from: number
  count: number
  /** The run that is planned already; it may be overdue, when no worker was there to begin it. */
  planned?: number
}

/**
 * When a schedule runs next, by what BullMQ itself computes it with. What was missed is not made up: after a planned run that is
 * overdue comes the first one from now on.
 */
export function nextRuns(timing: ScheduleTiming, { from, count, planned }: NextRunsOptions): number[] {
  const runs = planned === undefined ? [] : [planned]
  for (let last = Math.max(from, planned ?? from); runs.length < count; ) {
    const next = 'everyMs' in timing ? nextEvery(timing.everyMs, last, planned ?? from) : nextCron(timing, last)
    if (next === undefined) break
    runs.push(next)
    last = next
  }
  return runs
}

/** The first time after `after` on the beat that also `beat` is on. */
export const nextEvery = (everyMs: number, after: number, beat: number) =>
  beat + (Math.floor((after - beat) / everyMs) + 1) * everyMs

/**
 * The first time after `after`, or undefined when there is none. Throws when the expression cannot be read. The rarest day there is, a
 * 29 February on one weekday, may be forty years away.
 */
export const nextCron = ({ cron, timeZone }: { cron: string; timeZone: string }, after: number): number | undefined =>
  getNextMillis(after, { pattern: cron, tz: timeZone, endDate: after + 41 * yearMs })

/** Throws when the expression cannot be read; looks for no time. */
export function requireCron({ cron, timeZone }: { cron: string; timeZone: string }): void {
  const now = Date.now()
  getNextMillis(now, { pattern: cron, tz: timeZone, endDate: now - yearMs })
}
