import { formatDuration } from '#components/format/duration.ts'
import type { ScheduleTiming } from '#core/schedule.ts'
import { cronWords } from './cron-words.ts'

/** When a schedule runs, as people say it; an expression that has no words stands for itself. */
export function timingWords(timing: ScheduleTiming): string {
  if ('everyMs' in timing) return `every ${everyWords(timing.everyMs)}`
  return `${cronWords(timing.cron) ?? timing.cron}, ${timing.timeZone}`
}

/** `minute`, `6 h`: one of anything needs no number. */
function everyWords(everyMs: number): string {
  const single = singles.find(([ms]) => ms === everyMs)
  return single ? single[1] : formatDuration(everyMs)
}

const singles = [
  [1_000, 'second'],
  [60_000, 'minute'],
  [3_600_000, 'hour'],
  [86_400_000, 'day'],
] as const
