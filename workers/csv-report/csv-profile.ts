/** What a single value looks like. A placeholder is a word such as NULL or N/A that stands for "no value". */
export const valueKinds = ['empty', 'placeholder', 'integer', 'number', 'boolean', 'date', 'datetime', 'text'] as const
export type ValueKind = (typeof valueKinds)[number]

/** What a column as a whole holds. */
export type ColumnType = Exclude<ValueKind, 'placeholder'>

/** `edges[i]..edges[i + 1]` holds `counts[i]` values; the last bin includes its upper edge. */
export interface Histogram {
  edges: number[]
  counts: number[]
}

export interface Quantiles {
  p5: number
  p25: number
  p50: number
  p75: number
  p95: number
}

/** The distribution of a column's numbers, or of its times in epoch milliseconds (UTC). */
export interface SeriesProfile {
  count: number
  min: number
  max: number
  mean: number
  /** Of the sample: divided by n − 1. Zero for one value. */
  standardDeviation: number
  quantiles: Quantiles
  /** False when quantiles and histogram are read from a sketch. */
  exact: boolean
  histogram: Histogram
}

export interface ColumnProfile {
  name: string
  type: ColumnType
  /** Which part of the filled values is of this type, 0..1. */
  typeShare: number
  filled: number
  empty: number
  placeholders: number
  distinct: { count: number; exact: true } | { count: number; exact: false; standardError: number }
  /** Of the filled values, in characters. */
  length?: { min: number; max: number; mean: number }
  numbers?: SeriesProfile
  times?: SeriesProfile
  /** Most frequent first. A count may be too low, never too high, by at most `maxError`. */
  top: { values: { text: string; count: number }[]; maxError: number }
}

export interface RaggedRow {
  line: number
  fields: number
}

/** Everything the report says. */
export interface CsvProfile {
  file: string
  bytes: number
  rows: number
  encoding: string
  delimiter: string
  /** Whether the first row gave the names. */
  header: boolean
  emptyLines: number
  ragged: { short: number; long: number; first: RaggedRow[] }
  /** What the reader should know, as sentences. */
  notes: string[]
  columns: ColumnProfile[]
}
