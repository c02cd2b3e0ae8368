import { words } from '#components/words/words.ts'
import { formatDecimal } from './quantity.ts'
import { wordsLocale } from './viewer-locale.ts'

const { units: unitName } = words.time
const unitSeconds = { day: 86_400, hour: 3_600, minute: 60, second: 1 } as const
type Unit = keyof typeof unitSeconds
const units = Object.keys(unitSeconds) as Unit[] // the keys are written right above

/** A span in its two largest units: `4 s`, `2 min 5 s`, `3 d 4 h`. Below zero counts as zero. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const first = units.find((unit) => seconds >= unitSeconds[unit]) ?? 'second'
  const next = units[units.indexOf(first) + 1]
  const whole = Math.floor(seconds / unitSeconds[first])
  const rest = next ? Math.floor((seconds % unitSeconds[first]) / unitSeconds[next]) : 0
  const head = `${whole} ${unitName[first]}`
  return next && rest > 0 ? `${head} ${rest} ${unitName[next]}` : head
}

/** Like `formatDuration`, but shows what is shorter than a second: for what is over, not for what is ticking. */
export function formatTook(ms: number, locale = wordsLocale): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ${unitName.millisecond}`
  return ms < 10_000 ? `${formatDecimal(ms / 1_000, locale, 1)} ${unitName.second}` : formatDuration(ms)
}
