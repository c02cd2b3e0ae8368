const plain = new Map<string, Intl.NumberFormat>()
const oneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/** `120,331`; as the region of `locale` writes it. */
export function formatCount(count: number, locale = 'en'): string {
  const format = plain.get(locale) ?? new Intl.NumberFormat(locale)
  plain.set(locale, format)
  return format.format(count)
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB']

/** `812 bytes`, `1.4 MB`: in thousands, as file managers show it. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = `${oneDigit.format(bytes / 1_000 ** step)} ${units[step]}`
  return value === '1 bytes' ? '1 byte' : value
}

const limitUnits = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB']

/** `2 GiB`: limits are set in powers of two, and a round one should read round. */
export function formatLimit(bytes: number): string {
  const step = bytes < 1_024 ? 0 : Math.min(limitUnits.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${oneDigit.format(bytes / 1_024 ** step)} ${limitUnits[step]}`
}

/** Whole percents, rounded down: 100 % is shown only when everything is done. */
export const formatPercent = (percent: number): string => `${Math.floor(percent)} %`
