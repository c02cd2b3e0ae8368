import type { FirstVisitResult, Visit } from '../first-visit/first-visit-result.ts'
import { figureOf } from './figure-of.ts'
import { figure, markdownTable } from './markdown-table.ts'

export const firstVisitTable = ({ pages, idleSeconds }: FirstVisitResult): string =>
  markdownTable(
    [
      'page',
      'largest paint ms',
      'jobs shown ms',
      'scripts KB',
      'layout shift',
      `requests in ${figure(idleSeconds)} idle s`,
    ],
    pages.map(({ page, visits }) => {
      const of = (key: keyof Visit, per = 1) => figureOf(visits.map((visit) => visit[key] / per))
      return [page, of('largestPaint'), of('jobsShown'), of('scriptBytes', 1_000), of('shift'), of('idleRequests')]
    }),
  )
