import { formatBytes, formatCount, formatPercent } from '#components/format/quantity.ts'
import { wordsLocale } from '#components/format/viewer-locale.ts'
import type { JobProgress } from '#core/job.ts'
import { job } from '#words/job.ts'

const w = job.progress

/** What the worker says about its progress; what it counts, when it says nothing. */
export function progressNote(progress: JobProgress, locale = wordsLocale): string {
  return [stepWords(progress, locale), progress.message ?? counted(progress, locale)].filter(Boolean).join(' · ')
}

/** Progress for who cannot see the bar: `42 %, 120 of 410 rows`. */
export function progressText(progress: JobProgress, locale = wordsLocale): string {
  const share = progress.percent === null ? w.unknown : formatPercent(progress.percent)
  return [share, stepWords(progress, locale), counted(progress, locale)].filter(Boolean).join(', ')
}

/** `step 2 of 5: Columns` */
function stepWords({ steps }: JobProgress, locale: string): string | undefined {
  if (!steps) return undefined
  const place = w.step(formatCount(Math.min(steps.done + 1, steps.total), locale), formatCount(steps.total, locale))
  return steps.label ? `${place}: ${steps.label}` : place
}

function counted({ current, total, unit }: JobProgress, locale: string): string | undefined {
  if (current === undefined) return undefined
  const format = unit === 'bytes' ? formatBytes : formatCount
  const count = total === undefined ? format(current, locale) : w.of(format(current, locale), format(total, locale))
  return unit === undefined || unit === 'bytes' ? count : `${count} ${unit}`
}
