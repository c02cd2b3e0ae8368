import { words } from '#components/words/words.ts'
import { wordsLocale } from './viewer-locale.ts'

// Making a format costs more than using it.
const made = new Map<string, Intl.NumberFormat>()

function write(value: number, locale: string, options: Intl.NumberFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`
  const format = made.get(key) ?? new Intl.NumberFormat(locale, options)
  made.set(key, format)
  return format.format(value)
}

/** `120,331`; as the region of `locale` writes it. */
export const formatCount = (count: number, locale = wordsLocale): string => write(count, locale, {})

/** `1.4`: with one digit at most, and with `least` at least. */
export const formatDecimal = (value: number, locale = wordsLocale, least = 0): string =>
  write(value, locale, { minimumFractionDigits: least, maximumFractionDigits: 1 })

// The symbols are the same in every language; only the byte itself has a name.
const symbols = ['KB', 'MB', 'GB', 'TB']

/** `812 bytes`, `1.4 MB`: in thousands, as file managers show it. */
export function formatBytes(bytes: number, locale = wordsLocale): string {
  if (bytes < 1_000) return words.bytes(formatCount(bytes, locale), bytes)
  const step = Math.min(symbols.length, Math.floor(Math.log10(bytes) / 3))
  return `${formatDecimal(bytes / 1_000 ** step, locale)} ${symbols[step - 1]}`
}

const limitSymbols = ['KiB', 'MiB', 'GiB', 'TiB']

/** `2 GiB`: limits are set in powers of two, and a round one should read round. */
export function formatLimit(bytes: number, locale = wordsLocale): string {
  if (bytes < 1_024) return words.bytes(formatCount(bytes, locale), bytes)
  const step = Math.min(limitSymbols.length, Math.floor(Math.log2(bytes) / 10))
  return `${formatDecimal(bytes / 1_024 ** step, locale)} ${limitSymbols[step - 1]}`
}

/** Whole percents, rounded down: 100 % is shown only when everything is done. */
export const formatPercent = (percent: number): string => `${Math.floor(percent)} %`
