// The interface speaks English, so its dates do too; the 24-hour clock is understood everywhere.
const locale = 'en-GB'

const exact = { dateStyle: 'full', timeStyle: 'long' } as const
const near = { weekday: 'short', hour: '2-digit', minute: '2-digit' } as const
const far = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const

const sixDaysMs = 6 * 24 * 60 * 60 * 1_000

const format = (at: number, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, options).format(at).replace(',', '')

/** Everything there is to know about a moment, for the pointer that rests on it. */
export const formatExact = (at: number): string => new Intl.DateTimeFormat(locale, exact).format(at)

/** `Fri 14:00` within the week, `24 Dec 14:00` beyond. */
export const formatDay = (at: number, now: number): string => format(at, Math.abs(at - now) < sixDaysMs ? near : far)

/** `14:00:05`, and the day as well when it is not today. */
export function formatClock(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  return format(at, sameDay ? clock : { ...clock, day: 'numeric', month: 'short' })
}
