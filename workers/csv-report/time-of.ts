const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Epoch milliseconds of an ISO 8601 date or date with time, also written with slashes or a space; NaN for anything else.
 * Without a zone it counts as UTC. Orders such as 03/04/2024 are left alone: nobody can tell the day from the month.
 */
export function timeOf(text: string): number {
  const separator = text.charCodeAt(4)
  if (text.length < 10 || text.length > 35 || (separator !== 45 && separator !== 47)) return Number.NaN
  if (text.charCodeAt(7) !== separator) return Number.NaN
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1)) return Number.NaN
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (day > (month === 2 && !leap ? 28 : (daysInMonth[month - 1] ?? 0))) return Number.NaN
  return Date.UTC(year, month - 1, day) + (text.length === 10 ? 0 : timeOfDay(text))
}

/** Milliseconds after midnight UTC of `…THH:MM[:SS[.fraction]][zone]`. */
function timeOfDay(text: string): number {
  const gap = text.charCodeAt(10)
  const hours = twoDigits(text, 11)
  const minutes = twoDigits(text, 14)
  if ((gap !== 84 && gap !== 32) || text.charCodeAt(13) !== 58 || !(hours < 24 && minutes < 60)) return Number.NaN
  let milliseconds = (hours * 60 + minutes) * 60_000
  let at = 16
  if (text.charCodeAt(at) === 58) {
    const seconds = twoDigits(text, at + 1)
    if (!(seconds < 60)) return Number.NaN
    milliseconds += seconds * 1000
    at += 3
    if (text.charCodeAt(at) === 46) {
      let unit = 100
      for (at++; digit(text, at) >= 0; at++, unit /= 10) milliseconds += digit(text, at) * unit
      if (unit === 100) return Number.NaN
    }
  }
  return Math.trunc(milliseconds) - offset(text, at)
}

/** Milliseconds east of UTC of `Z`, `+HH`, `+HHMM` or `+HH:MM`; 0 when nothing follows, NaN when something else does. */
function offset(text: string, at: number): number {
  const left = text.length - at
  const sign = text.charCodeAt(at)
  if (left === 0 || (left === 1 && sign === 90)) return 0
  if (sign !== 43 && sign !== 45) return Number.NaN
  const colon = text.charCodeAt(at + 3) === 58 ? 1 : 0
  const minutes = left === 3 ? 0 : left === 5 + colon ? twoDigits(text, at + 3 + colon) : Number.NaN
  const hours = twoDigits(text, at + 1)
  return hours <= 14 && minutes < 60 ? (sign === 43 ? 1 : -1) * (hours * 60 + minutes) * 60_000 : Number.NaN
}

const twoDigits = (text: string, at: number): number => {
  const tens = digit(text, at)
  const ones = digit(text, at + 1)
  return tens < 0 || ones < 0 ? Number.NaN : tens * 10 + ones
}

const digit = (text: string, at: number): number => {
  const code = text.charCodeAt(at) - 48
  return code >= 0 && code <= 9 ? code : -1
}
