import { words } from '#components/words/words.ts'
import { formatDuration } from './duration.ts'

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** `about 2 min left`: no finer than anybody can know. */
export function timeLeftWords(ms: number): string {
  if (ms < 10 * secondMs) return words.time.fewSecondsLeft
  if (ms > dayMs) return words.time.moreThanDayLeft
  const step = ms < minuteMs ? 10 * secondMs : ms < hourMs ? minuteMs : 10 * minuteMs
  return words.time.left(formatDuration(Math.round(ms / step) * step))
}
