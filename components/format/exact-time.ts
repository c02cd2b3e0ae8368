import { viewerLocale } from './viewer-locale.ts'

const exact = { dateStyle: 'full', timeStyle: 'long' } as const
const near = { weekday: 'short', hour: '2-digit', minute: '2-digit' } as const
const far = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const

const sixDaysMs = 6 * 24 * 60 * 60 * 1_000

// Making a format costs more than using it, and cards tell their times every second.
const made = new Map<string, Intl.DateTimeFormat>()

function write(at: number, options: Intl.DateTimeFormatOptions, locale: string): string {
  const key = `${locale} ${JSON.stringify(options)}`
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, options)
  made.set(key, format)
  return format.format(at)
}

const short = (at: number, options: Intl.DateTimeFormatOptions, locale: string) =>
  write(at, options, locale).replace(',', '')

/** Everything there is to know about a moment, for the pointer that rests on it. */
export const formatExact = (at: number, locale = viewerLocale()): string => write(at, exact, locale)

/** `Fri 14:00` within the week, `24 Dec 14:00` beyond. */
export const formatDay = (at: number, now: number, locale = viewerLocale()): string =>
  short(at, Math.abs(at - now) < sixDaysMs ? near : far, locale)

/** `14:00:05`, and the day as well when it is not today. */
export function formatClock(at: number, now: number, locale = viewerLocale()): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  return short(at, sameDay ? clock : { ...clock, day: 'numeric', month: 'short' }, locale)
}
