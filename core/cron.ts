/** One field of a cron expression. */
export interface CronField {
  /** What it stands for, in order and once each. */
  values: readonly number[]
  /** The field is left open. */
  isAny: boolean
  /** The steps it was written in: 15 for every fifteenth. */
  step?: number
  /** `L`: the last day of the month, or the last of this weekday in it. */
  isLast: boolean
  /** `MON#2`: the second of this weekday in the month. */
  nth?: number
}

export type CronUnit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'weekday'
export type Cron = Readonly<Record<CronUnit, CronField>>

const bounds: Record<CronUnit, readonly [number, number]> = {
  second: [0, 59],
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  month: [1, 12],
  weekday: [0, 7],
}
const units: CronUnit[] = ['second', 'minute', 'hour', 'day', 'month', 'weekday']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Reads a cron expression of five fields, or of six with the seconds first, for showing it and for what can be said without a calendar.
 * Undefined for what it does not know: BullMQ's parser has the last word on what runs.
 */
export function readCron(text: string): Cron | undefined {
  const parts = text.trim().split(/\s+/)
  const written = parts.length === 5 ? ['0', ...parts] : parts
  if (written.length !== 6) return undefined
  const fields = units.map((unit, index) => [unit, readField(unit, written[index] ?? '')] as const)
  if (fields.some(([, field]) => !field)) return undefined
  return Object.fromEntries(fields) as Cron // one for each unit, and none is missing
}

/** Whether a day ever fits: 31 February does not come, and looking for it year by year takes long. */
export function hasDay({ day, month, weekday }: Cron): boolean {
  // Of days and weekdays that are both given, either will do; and weekdays always come.
  if (day.isAny || day.isLast || !weekday.isAny) return true
  const first = Math.min(...day.values)
  return month.values.some((each) => first <= (longestMonth[each - 1] ?? 0))
}

function readField(unit: CronUnit, written: string): CronField | undefined {
  const text = numbered(unit, written)
  const isAny = text === '*' || text === '?'
  if (unit === 'weekday') {
    const [, weekday, end] = /^([0-7])(L|#[1-5])$/i.exec(text) ?? []
    if (weekday !== undefined && end !== undefined) {
      const values = [Number(weekday) % 7]
      return /L/i.test(end) ? { values, isAny, isLast: true } : { values, isAny, isLast: false, nth: Number(end[1]) }
    }
  }
  const isLast = unit === 'day' && /^L$/i.test(text)
  if (isLast) return { values: [], isAny, isLast }
  const values = text.split(',').map((part) => readPart(unit, part))
  if (values.includes(undefined)) return undefined
  const all = values.flatMap((each) => each ?? []).map((value) => (unit === 'weekday' ? value % 7 : value))
  const step = /^(?:\*|\?|0|\d+-\d+)\/(\d+)$/.exec(text)?.[1]
  return {
    values: [...new Set(all)].sort((a, b) => a - b),
    isAny,
    isLast: false,
    ...(step !== undefined && { step: Number(step) }),
  }
}

function readPart(unit: CronUnit, part: string): number[] | undefined {
  const found = /^(?:(\*|\?)|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part)
  if (!found) return undefined
  const [, any, from, to, every] = found
  const [least, most] = bounds[unit]
  const first = any ? least : Number(from)
  const last = any || (every !== undefined && to === undefined) ? most : Number(to ?? from)
  const step = Number(every ?? 1)
  if (first < least || last > most || first > last || step < 1) return undefined
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step)
}

/** Names of months and weekdays as their numbers. */
function numbered(unit: CronUnit, text: string): string {
  const names = unit === 'month' ? months : unit === 'weekday' ? weekdays : []
  const first = unit === 'month' ? 1 : 0
  return text.replace(/[a-z]{3}/gi, (name) => {
    const at = names.indexOf(name.toLowerCase())
    return at < 0 ? name : String(at + first)
  })
}
