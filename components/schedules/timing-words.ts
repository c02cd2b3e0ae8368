import { formatDuration } from '#components/format/duration.ts'
import type { ScheduleTiming } from '#core/schedule.ts'
import { cronWords } from '#words/cron-words.ts'
import { schedules } from '#words/schedules.ts'

const w = schedules.timing

/** When a schedule runs, as people say it; an expression that has no words stands for itself. */
export function timingWords(timing: ScheduleTiming): string {
  if ('everyMs' in timing) return singles.get(timing.everyMs) ?? w.every(formatDuration(timing.everyMs))
  return w.inZone(cronWords(timing.cron) ?? timing.cron, timing.timeZone)
}

// One of anything needs no number.
const singles = new Map([
  [1_000, w.each.second],
  [60_000, w.each.minute],
  [3_600_000, w.each.hour],
  [86_400_000, w.each.day],
])
