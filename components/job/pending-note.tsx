import { formatDuration } from '#components/format/duration.ts'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Countdown } from '#components/time/countdown.tsx'
import { words } from '#components/words/words.ts'
import type { JobIn } from '#core/job.ts'
import { countedInLine } from '#core/job-limits.ts'
import type { HeldBy } from '#core/queue-limits.ts'
import { job as w } from '#words/job.ts'
import { childrenWords } from './children-words.ts'

/** Why a pending job is not running yet, and when it will. */
export function PendingNote({ job }: { job: JobIn<'pending'> }) {
  const locale = useLocale()
  return (
    <span>
      {job.heldBy ? heldWords(job.heldBy, locale) : words.pending[job.reason]}
      {job.reason === 'waiting-for-children' && job.children && job.children.total > 0 && (
        <span className="tabular-nums">: {childrenWords(job.children, locale)}</span>
      )}
      {job.nextRunAt !== undefined && (
        <>
          {' '}
          <Countdown at={job.nextRunAt} />
        </>
      )}
      {job.position !== undefined && ` · ${placeInLine(job.position, locale)}`}
    </span>
  )
}

/** No worker is missing: the job's kind may not do more at a time, or in a time. */
const heldWords = (limit: HeldBy, locale: string): string =>
  'concurrency' in limit
    ? w.turn.atATime(formatCount(limit.concurrency, locale))
    : w.turn.inATime(formatCount(limit.max, locale), formatDuration(limit.perMs))

function placeInLine(position: number, locale: string): string {
  if (position === 1) return w.line.next
  return position > countedInLine
    ? w.line.beyond(formatCount(countedInLine, locale))
    : w.line.place(formatCount(position, locale))
}
