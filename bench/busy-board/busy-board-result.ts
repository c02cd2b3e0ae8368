import type { Measured } from '../measure/write-result.ts'

/** What a board costs the browser while much happens on it. */
export interface BusyBoardResult extends Measured {
  /** Jobs in Redis, and events a second that are told of them. */
  jobs: number
  rate: number
  /** Cards the columns hold, and how many of them were in the page. */
  held: number
  drawn: number
  seconds: number
  /** Part of the time that the main thread was in tasks of more than 50 ms, and in any; in percent. */
  longTasks: number
  busy: number
  /** The sum of all layout shifts, as the browser scores them. */
  shift: number
  browser: string
}
