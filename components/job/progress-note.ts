import { formatBytes, formatCount, formatPercent } from '#components/format/quantity.ts'
import type { JobProgress } from '#core/job.ts'

/** What the worker says about its progress; what it counts, when it says nothing. */
export function progressNote(progress: JobProgress): string {
  return progress.message ?? counted(progress) ?? ''
}

/** Progress for who cannot see the bar: `42 %, 120 of 410 rows`. */
export function progressText(progress: JobProgress): string {
  const share = progress.percent === null ? 'Progress unknown' : formatPercent(progress.percent)
  return [share, counted(progress)].filter(Boolean).join(', ')
}

function counted({ current, total, unit }: JobProgress): string | undefined {
  if (current === undefined) return undefined
  const format = unit === 'bytes' ? formatBytes : formatCount
  const count = total === undefined ? format(current) : `${format(current)} of ${format(total)}`
  return unit === undefined || unit === 'bytes' ? count : `${count} ${unit}`
}
