import { words } from '#components/words/words.ts'
import { viewerLocale } from './viewer-locale.ts'

const unitMs = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1_000 } as const
const units = Object.keys(unitMs) as (keyof typeof unitMs)[] // the keys are written right above

const made = new Map<string, Intl.RelativeTimeFormat>()

/** `just now`, `3 minutes ago`, `in 2 hours`: one unit is enough to know how long. */
export function formatRelative(at: number, now: number, locale = viewerLocale()): string {
  const distance = Math.abs(now - at)
  if (distance < 5_000) return words.time.justNow
  const unit = units.find((each) => distance >= unitMs[each]) ?? 'second'
  const whole = Math.floor(distance / unitMs[unit])
  const format = made.get(locale) ?? new Intl.RelativeTimeFormat(locale)
  made.set(locale, format)
  return format.format(at > now ? whole : -whole, unit)
}
