import type { ColumnProfile } from './csv-profile.ts'

/** A number as a reader wants it: whole ones with separators, others with up to five significant digits. */
export function formatNumber(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e15 || size < 1e-4)) return value.toExponential(3).replace('e+', 'e').replace('-', '−')
  const options =
    Number.isInteger(value) || size >= 1e5 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 5 }
  return value.toLocaleString('en-US', options).replace('-', '−')
}

/** A part of a whole, 0..1. What is not nothing is never shown as 0 %, what is not all never as 100 %. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %'
  if (share < 1 && share > 0.999) return '> 99.9 %'
  const digits = share > 0 && share < 1 && (share < 0.1 || share > 0.99) ? 1 : 0
  return `${(share * 100).toFixed(digits)} %`
}

/** Epoch milliseconds as a date, with the time of day where the column has one. */
export function formatTime(time: number, type: ColumnProfile['type']): string {
  const text = new Date(time).toISOString()
  if (type === 'date') return text.slice(0, 10)
  return `${text.slice(0, 10)} ${text.slice(11, text.endsWith(':00.000Z') ? 16 : 19)}`
}

/** A size in decimal units. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB']
  const unit = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3))
  const value = (bytes / 1000 ** unit).toLocaleString('en-US', { maximumSignificantDigits: unit === 0 ? 4 : 3 })
  return `${value} ${units[unit]}`
}
