import type { Measured } from '../measure/write-result.ts'

/** What one visit of a browser that has never been there cost. */
export interface Visit {
  /** Milliseconds until the largest thing on the page was painted, as the browser counts it. */
  largestPaint: number
  /** Milliseconds until jobs were in the page. */
  jobsShown: number
  /** The sum of all layout shifts, as the browser scores them. */
  shift: number
  /** Bytes of scripts as they came over the wire. */
  scriptBytes: number
  /** What the page asked the server in `idleSeconds` in which nobody did anything. */
  idleRequests: number
}

export const visitedPages = ['Waybill, board', 'Waybill, a job', 'Bull Board, overview', 'Bull Board, a queue'] as const

/** First visits while many jobs are kept. */
export interface FirstVisitResult extends Measured {
  jobs: number
  idleSeconds: number
  browser: string
  pages: { page: (typeof visitedPages)[number]; visits: Visit[] }[]
}
