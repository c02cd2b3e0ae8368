import type { Percentiles } from '../measure/latency-histogram.ts'
import type { Measured } from '../measure/write-result.ts'

/** From the moment when Redis wrote an event to the end of the frame in which its card changed, in milliseconds. */
export interface PaintedResult extends Measured {
  /** Events a second that were written. */
  rate: number
  /** Events that were written while the page was looked at, and how many of them a frame showed. */
  events: number
  painted: Percentiles
  /** What the page itself says about its delay, measured by the product. */
  pageSays: string
  browser: string
}
