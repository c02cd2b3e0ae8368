import { formatDuration } from '#components/format/duration.ts'
import { formatCount } from '#components/format/quantity.ts'
import { Countdown } from '#components/time/countdown.tsx'
import { words } from '#components/words/words.ts'
import type { JobIn } from '#core/job.ts'
import { countedInLine } from '#core/job-limits.ts'
import type { HeldBy } from '#core/queue-limits.ts'
import { childrenWords } from './children-words.ts'

/** Why a pending job is not running yet, and when it will. */
export function PendingNote({ job }: { job: JobIn<'pending'> }) {
  return (
    <span>
      {job.heldBy ? heldWords(job.heldBy) : words.pending[job.reason]}
      {job.reason === 'waiting-for-children' && job.children && job.children.total > 0 && (
        <span className="tabular-nums">: {childrenWords(job.children)}</span>
      )}
      {job.nextRunAt !== undefined && (
        <>
          {' '}
          <Countdown at={job.nextRunAt} />
        </>
      )}
      {job.position !== undefined && ` · ${placeInLine(job.position)}`}
    </span>
  )
}

/** No worker is missing: the job's kind may not do more at a time, or in a time. */
const heldWords = (limit: HeldBy): string =>
  'concurrency' in limit
    ? `Waiting for its turn: ${formatCount(limit.concurrency)} at a time`
    : `Waiting for its turn: ${formatCount(limit.max)} in ${formatDuration(limit.perMs)}`

function placeInLine(position: number): string {
  if (position === 1) return 'next in line'
  return position > countedInLine
    ? `more than ${formatCount(countedInLine)} in line`
    : `number ${formatCount(position)} in line`
}
