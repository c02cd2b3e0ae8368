import type { ValueKind } from './csv-profile.ts'
import { timeOf } from './time-of.ts'

const words: ReadonlyMap<string, ValueKind> = new Map([
  ...['true', 'false', 'yes', 'no'].map((word) => [word, 'boolean'] as const),
  ...['null', 'na', 'n/a', '#n/a', 'nan', 'none', '-'].map((word) => [word, 'placeholder'] as const),
])

/** Above this many digits an integer is an identifier, and more than a double can hold exactly. */
const maxIntegerDigits = 15

/** Beyond it squares of differences would overflow a double. No measurement needs it. */
const maxMagnitude = 1e150

/** Tells what a value looks like. Called for every cell of a large column, so it tests characters and allocates nothing. */
export function kindOf(value: string): ValueKind {
  const text = trimmed(value)
  const first = text.charCodeAt(0)
  if (text.length === 0) return 'empty'
  if (isDigit(first) || first === 43 || first === 45 || first === 46) {
    const kind = numericKind(text)
    if (kind) return kind
    if (isDigit(first) && !Number.isNaN(timeOf(text))) return text.length === 10 ? 'date' : 'datetime'
  }
  return text.length > 5 ? 'text' : (words.get(text.toLowerCase()) ?? 'text')
}

/** The number or the time in epoch milliseconds a value stands for; NaN for every other kind. */
export function numberOf(value: string, kind: ValueKind): number {
  if (kind === 'integer' || kind === 'number') return Number(value)
  return kind === 'date' || kind === 'datetime' ? timeOf(trimmed(value)) : Number.NaN
}

/** A leading zero, as in a postal code, makes it a text: arithmetic would lose it. */
function numericKind(text: string): 'integer' | 'number' | undefined {
  let at = text.charCodeAt(0) === 43 || text.charCodeAt(0) === 45 ? 1 : 0
  const start = at
  at = afterDigits(text, at)
  const whole = at - start
  if (whole > 1 && text.charCodeAt(start) === 48) return undefined
  if (at === text.length) return whole > 0 && whole <= maxIntegerDigits ? 'integer' : undefined
  let digits = whole
  if (text.charCodeAt(at) === 46) {
    const end = afterDigits(text, at + 1)
    digits += end - at - 1
    at = end
  }
  if (digits === 0) return undefined
  if (at < text.length && (text.charCodeAt(at) | 32) === 101) {
    const sign = text.charCodeAt(at + 1)
    const from = at + (sign === 43 || sign === 45 ? 2 : 1)
    at = afterDigits(text, from)
    if (at === from) return undefined
  }
  return at === text.length && Math.abs(Number(text)) < maxMagnitude ? 'number' : undefined
}

function afterDigits(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at))) at++
  return at
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

const trimmed = (text: string): string =>
  text.charCodeAt(0) <= 32 || text.charCodeAt(text.length - 1) <= 32 ? text.trim() : text
