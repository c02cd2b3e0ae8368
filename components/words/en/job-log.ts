import type { LogLevel } from '#core/log-line.ts'
import { counted } from './counted.ts'

const lines = (count: string, n: number) => counted(count, n, 'line', 'lines')

const levels: Record<LogLevel, string> = { info: 'All levels', warn: 'Warnings and errors', error: 'Errors' }
const marks: Partial<Record<LogLevel, string>> = { warn: 'Warning:', error: 'Error:' }

/** What the log of a job says in English; apart, because its code comes when somebody opens it. */
export const jobLog = {
  controls: 'What is shown of the log',
  level: 'Level',
  levels,
  /** Before a line that matters more than others. */
  marks,
  search: 'Search the lines',
  follow: 'Follow',
  pause: 'Pause',
  lines: 'Log lines',
  older: 'Load older lines',
  fetching: 'Fetching…',
  again: 'Try again',
  leftOut: (count: string, n: number) => `${lines(count, n)} left out here`,
  here: (count: string, n: number) => `${lines(count, n)} here`,
  someHere: (shown: string, count: string, n: number) => `${shown} of ${lines(count, n)} here`,
  paused: 'paused',
  empty: {
    refused: 'The log could not be fetched.',
    noMatch: 'No line here fits. Other levels or words may.',
    none: 'This job wrote no log.',
    notYet: 'No lines yet. They appear here as the job writes them.',
  },
}
