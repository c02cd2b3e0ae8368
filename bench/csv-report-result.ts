import type { Measured } from './measure/write-result.ts'

/** One pass over the file. */
export interface CsvRun {
  rows: number
  seconds: number
  /** Says more than `seconds` on a machine that has other things to do. */
  cpuSeconds: number
  size: number
  peakBytes: number
  longestBlockMs: number
}

export interface CsvReportResult extends Measured {
  report: CsvRun
  /** The parser alone, on the same file. */
  peer: CsvRun
}
