import { formatCount } from '#components/format/quantity.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import type { JobState } from '#core/job-state.ts'

/** Name and count above a column. The count is of all jobs, not of the cards shown. */
export function ColumnHeader({ state, total }: { state: JobState; total: number | undefined }) {
  const { word, Icon, text } = jobStateLook[state]
  return (
    <div className="flex items-center gap-2 px-1 pb-2 max-md:sr-only">
      <Icon className={`size-4 ${text}`} aria-hidden />
      <h2 className="font-semibold text-sm">{word}</h2>
      <span className="ml-auto text-muted text-sm tabular-nums">{total === undefined ? '' : formatCount(total)}</span>
    </div>
  )
}
