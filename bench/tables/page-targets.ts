import type { FirstVisitResult, Visit } from '../first-visit/first-visit-result.ts'
import { spreadOf } from '../measure/spread.ts'
import type { BenchResults } from './bench-results.ts'
import { figure } from './markdown-table.ts'
import type { Target } from './targets.ts'

/** What the page may cost the browser. */
export function pageTargets({ 'first-visit': first, 'busy-board': busy }: BenchResults): Target[] {
  const most = (key: keyof Visit) => Math.max(...ownMedians(first, key))
  const [paint, scripts, shift, asked] = [
    most('largestPaint'),
    most('scriptBytes'),
    most('shift'),
    most('idleRequests'),
  ]
  return [
    {
      what: `a first visit with ${figure(first.jobs)} jobs kept, largest paint`,
      most: '≤ 1 s',
      measured: `${figure(paint / 1_000)} s`,
      isMet: paint <= 1_000,
    },
    {
      what: 'the same, scripts as they came over the wire',
      most: '≤ 220 KB',
      measured: `${figure(scripts / 1_000)} KB`,
      isMet: scripts <= 220_000,
    },
    { what: 'the same, layout shift', most: '< 0.02', measured: figure(shift), isMet: shift < 0.02 },
    { what: 'requests of a page that idles', most: '0', measured: figure(asked), isMet: asked === 0 },
    {
      what: `a board with ${figure(busy.jobs)} jobs and ${figure(busy.rate)} events/s, main thread in long tasks`,
      most: '< 5 %',
      measured: `${figure(busy.longTasks)} %`,
      isMet: busy.longTasks < 5,
    },
  ]
}

/** The median of each of our own pages. */
const ownMedians = ({ pages }: FirstVisitResult, key: keyof Visit): number[] =>
  pages
    .filter(({ page }) => page.startsWith('Waybill'))
    .map(({ visits }) => spreadOf(visits.map((visit) => visit[key])).median)
