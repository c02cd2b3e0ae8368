import { formatBytes, formatCount, formatPercent } from '#components/format/quantity.ts'
import type { JobProgress } from '#core/job.ts'

/** What the worker says about its progress; what it counts, when it says nothing. */
export function progressNote(progress: JobProgress): string {
  return [stepWords(progress), progress.message ?? counted(progress)].filter(Boolean).join(' · ')
}

/** Progress for who cannot see the bar: `42 %, 120 of 410 rows`. */
export function progressText(progress: JobProgress): string {
  const share = progress.percent === null ? 'Progress unknown' : formatPercent(progress.percent)
  return [share, stepWords(progress), counted(progress)].filter(Boolean).join(', ')
}

/** `step 2 of 5: Columns` */
function stepWords({ steps }: JobProgress): string | undefined {
  if (!steps) return undefined
  const place = `step ${formatCount(Math.min(steps.done + 1, steps.total))} of ${formatCount(steps.total)}`
  return steps.label ? `${place}: ${steps.label}` : place
}

function counted({ current, total, unit }: JobProgress): string | undefined {
  if (current === undefined) return undefined
  const format = unit === 'bytes' ? formatBytes : formatCount
  const count = total === undefined ? format(current) : `${format(current)} of ${format(total)}`
  return unit === undefined || unit === 'bytes' ? count : `${count} ${unit}`
}
