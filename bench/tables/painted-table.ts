import type { PaintedResult } from '../painted/painted-result.ts'
import { figure, markdownTable } from './markdown-table.ts'

export function paintedTable({ rate, events, painted, pageSays, browser }: PaintedResult): string {
  const table = markdownTable(
    ['load', 'events', 'painted', 'p50', 'p95', 'p99', 'slowest'],
    [
      [
        `${figure(rate)} events/s, 1 page in Chromium ${browser.split('.')[0]}`,
        figure(events),
        figure(painted.count),
        ...[painted.p50, painted.p95, painted.p99, painted.max].map((ms) => `${figure(ms)} ms`),
      ],
    ],
  )
  return `${table}\n\nThe page said of itself: “${pageSays.split('. ')[0]}.”`
}
