import type { CsvReportResult, CsvRun } from '../csv-report-result.ts'
import { figure, markdownTable } from './markdown-table.ts'

export function csvReportTable({ report, peer }: CsvReportResult): string {
  const rowOf = (name: string, { rows, seconds, size, cpuSeconds, peakBytes }: CsvRun) => [
    name,
    figure(rows / seconds),
    figure(size / 1e6 / seconds),
    `${figure(cpuSeconds)} s`,
    `${figure(peakBytes / 1e6)} MB`,
  ]
  const table = markdownTable(
    [`${(report.size / 2 ** 30).toFixed(2)} GiB`, 'rows/s', 'MB/s', 'CPU', 'peak RSS'],
    [rowOf('csv-report', report), rowOf('csv-parse alone', peer)],
  )
  return `${table}\n\n${(report.cpuSeconds / peer.cpuSeconds).toFixed(2)} times the CPU of reading the rows.`
}
