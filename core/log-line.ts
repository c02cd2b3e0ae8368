/** How much a line of a job's log matters, least first. */
export const logLevels = ['info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** What a job says in its log, as the worker stores it. */
export interface LogEntry {
  /** Epoch milliseconds. */
  at: number
  level: LogLevel
  text: string
}

/** A line of a job's log, numbered from 1: the numbers go on over attempts, and older lines that go leave the later ones theirs. */
export interface LogLine extends Omit<LogEntry, 'at'> {
  seq: number
  /** Absent for a line of another program's worker, which keeps only the text. */
  at?: number
}

/** A job keeps this many lines, the last ones. */
export const keptLogLines = 10_000

/** A longer line is cut, in bytes of UTF-8. */
export const maxLogLineBytes = 8 * 1024
