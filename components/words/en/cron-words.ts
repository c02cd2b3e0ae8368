import { type Cron, type CronField, readCron } from '#core/cron.ts'
import { counted } from './counted.ts'
import { allOf } from './lists.ts'

const locale = 'en'
const ordinals = new Intl.PluralRules(locale, { type: 'ordinal' })
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
const nth = ['', 'first', 'second', 'third', 'fourth', 'fifth']

/** More times of a day than this are no longer listed one by one. */
const mostTimes = 6

/**
 * A cron expression as people say it: `every Monday at 09:00`. Undefined for what cannot be read. Its times are those of the
 * schedule's zone, on the clock of 24 hours that the expression itself is written by.
 */
export function cronWords(text: string): string | undefined {
  const cron = readCron(text)
  if (!cron) return undefined
  const days = daysWords(cron)
  const times = timesOf(cron)
  if (times) return `${days ?? 'every day'} at ${allOf(times)}`
  const often = oftenWords(cron)
  return days ? `${often}, ${days}` : often
}

/** The times of the day, when they are few and each is one minute. */
function timesOf({ second, minute, hour }: Cron): string[] | undefined {
  if (minute.isAny || hour.isAny || second.values.length > 1) return undefined
  if (minute.values.length * hour.values.length > mostTimes) return undefined
  const seconds = second.values[0] ? `:${two(second.values[0])}` : ''
  return hour.values.flatMap((h) => minute.values.map((m) => `${two(h)}:${two(m)}${seconds}`))
}

function oftenWords({ second, minute, hour }: Cron): string {
  const within = hour.isAny ? '' : `, ${hoursWords(hour)}`
  if (second.values.length > 1) {
    const of = minute.isAny ? '' : ` of ${minutesWords(minute)}`
    return `${evenly(second, 'second') ?? `at the seconds ${allOf(second.values.map(String))}`}${of}${within}`
  }
  const at = second.values[0] ? ` at second ${second.values[0]}` : ''
  const often = evenly(minute, 'minute')
  if (often) return `${often}${at}${within}`
  const past = `${minutesWords(minute)} past`
  const hours = hour.isAny ? 'every hour' : (evenly(hour, 'hour') ?? hoursWords(hour))
  return minute.values.length === 1 && minute.values[0] === 0
    ? `${hours}, on the hour${at}`
    : `${hours}, at ${past}${at}`
}

/** `every minute`, `every 15 minutes`; undefined when it is not as even as that. */
function evenly({ isAny, step, values }: CronField, unit: 'second' | 'minute' | 'hour'): string | undefined {
  if (isAny || step === 1) return values.length > 1 ? `every ${unit}` : undefined
  const most = unit === 'hour' ? 24 : 60
  // Steps that do not divide the hour, or the day, are uneven where the next one begins.
  return step !== undefined && values[0] === 0 && values.length === most / step ? `every ${step} ${unit}s` : undefined
}

const minutesWords = ({ values }: CronField) =>
  values.length === 1
    ? counted(`${values[0] ?? 0}`, values[0] ?? 0, 'minute', 'minutes')
    : `minutes ${runsWords(values, String)}`

/** The whole hours something happens in: `from 09:00 to 17:59`. */
function hoursWords({ values }: CronField): string {
  const [first = 0] = values
  const last = values.at(-1) ?? first
  return last - first === values.length - 1
    ? `from ${two(first)}:00 to ${two(last)}:59`
    : `in the hours ${runsWords(values, two)}`
}

/** Undefined for every day. Of days and weekdays that are both given, either will do. */
function daysWords({ day, month, weekday }: Cron): string | undefined {
  const months = month.isAny ? undefined : runsWords(month.values, monthName)
  const inMonths = months ? `in ${months}` : undefined
  const ofMonth = `of ${months ?? 'every month'}`
  const weekdays = weekday.isAny ? undefined : weekdayWords(weekday)
  const dates = day.isAny ? undefined : `on ${day.isLast ? 'the last day' : datesWords(day)} ${ofMonth}`
  if (dates && weekdays) return `${dates}, and ${weekdays}${inMonths ? ` ${inMonths}` : ''}`
  if (dates) return dates
  if (weekdays) return inMonths ? `${weekdays} ${inMonths}` : weekdays
  return inMonths && `every day ${inMonths}`
}

const datesWords = ({ values }: CronField) => `the ${runsWords(values, ordinal)}`

function weekdayWords({ values, isLast, nth: which }: CronField): string {
  const [only = 0] = values
  if (isLast) return `on the last ${weekdayName(only)} of the month`
  if (which !== undefined) return `on the ${nth[which]} ${weekdayName(only)} of the month`
  if (values.length === 7) return 'every day'
  // The week begins on Monday here, and a run over Sunday stays one.
  const fromMonday = values.map((value) => value || 7).sort((a, b) => a - b)
  return `every ${runsWords(fromMonday, weekdayName)}`
}

/** `1, 3 and 5 to 9`: three and more in a row are said by their ends. */
function runsWords(values: readonly number[], word: (value: number) => string): string {
  const runs: [number, number][] = []
  for (const value of values) {
    const run = runs.at(-1)
    if (run && value === run[1] + 1) run[1] = value
    else runs.push([value, value])
  }
  const words = runs.flatMap(([from, to]) => {
    if (to - from >= 2) return [`${word(from)} to ${word(to)}`]
    return from === to ? [word(from)] : [word(from), word(to)]
  })
  return allOf(words)
}

const two = (value: number) => String(value).padStart(2, '0')
const ordinal = (value: number) => `${value}${endings[ordinals.select(value)] ?? 'th'}`
const monthName = (value: number) => nameOf(Date.UTC(2026, value - 1, 1), { month: 'long' })
// The first of November 2026 is a Sunday.
const weekdayName = (value: number) => nameOf(Date.UTC(2026, 10, 1 + value), { weekday: 'long' })
const nameOf = (at: number, part: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...part, timeZone: 'UTC' }).format(at)
