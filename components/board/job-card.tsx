'use client'

import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'
import { attemptNote } from '#components/job/attempt-note.ts'
import { CancelButton } from '#components/job/cancel-button.tsx'
import { useJobType } from '#components/job/job-types.tsx'
import { RetryButton } from '#components/job/retry-button.tsx'
import { jobStateLook } from '#components/job-state-look.ts'
import { useBoardJob } from '#components/live/use-board.ts'
import { UserText } from '#components/ui/user-text.tsx'
import { words } from '#components/words/words.ts'
import { canCancel, canRetry, isFinished, type JobState } from '#core/job-state.ts'
import type { BoardView } from '#core/view.ts'
import { CardBody } from './card-body.tsx'
import { noteOpened } from './first-steps.ts'
import { MovedCard } from './moved-card.tsx'
import { useSelected } from './selection.ts'
import { useJobCommands } from './use-job-commands.ts'

interface JobCardProps {
  id: string
  view: BoardView
  /** The column the card stands in. */
  column: JobState
  /** Its place there, from 1, and of how many; -1 when nobody knows. */
  place: number
  of: number
  /** How high it was when it was last measured. */
  height: number
  isArrival: boolean
}

/**
 * One job on the board. The title's link covers the card, so that the whole card leads to the job's page; times lie above it,
 * because resting on them shows the exact moment.
 */
export function JobCard({ id, view, column, place, of, height, isArrival }: JobCardProps) {
  const job = useBoardJob(view, id)
  const type = useJobType(job?.type ?? '')
  const [isSelected, toggle] = useSelected(id)
  const may = useJobCommands()
  if (!job || job.state !== column) return <MovedCard job={job} height={height} />
  const { word, Icon, text } = jobStateLook[job.state]
  const offers = { retry: may.retry && canRetry(job.state), cancel: may.cancel && canCancel(job.state) }
  const attempt = attemptNote(job)
  return (
    <article
      data-job={job.id}
      data-state={job.state}
      data-selected={isSelected || undefined}
      aria-posinset={place}
      aria-setsize={of}
      className={`group relative flex flex-col gap-1.5 rounded-lg border border-line bg-surface p-3 shadow-xs hover:border-edge data-selected:border-accent data-selected:ring-1 data-selected:ring-accent [&_time]:relative [&_time]:z-10 ${isArrival ? 'arrive' : ''}`}
    >
      <div className="flex items-start gap-2">
        <h3 className="line-clamp-2 min-w-0 flex-1 font-medium leading-snug">
          <Link
            href={jobPath.page(job.id)}
            prefetch={false}
            onClick={() => isFinished(job.state) && noteOpened()}
            className="after:absolute after:inset-0 after:rounded-lg"
          >
            <UserText>{job.label}</UserText>
          </Link>
        </h3>
        {(may.retry || may.cancel) && (
          <input
            type="checkbox"
            checked={isSelected}
            onChange={toggle}
            aria-label={words.board.select(job.label)}
            className="relative z-10 mt-0.5 size-4 shrink-0 accent-accent opacity-0 checked:opacity-100 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:hidden"
          />
        )}
        <span className={`flex items-center gap-1 pt-0.5 text-xs ${text}`}>
          <Icon className={`size-3.5 ${job.state === 'running' ? 'spin-calmly' : ''}`} aria-hidden />
          <span className="sr-only">{word}</span>
        </span>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
        <p className="flex min-w-0 flex-wrap gap-x-1 text-muted text-xs">
          <UserText>{type?.title ?? job.type}</UserText>
          {attempt && <span>· {attempt}</span>}
          {job.foreign && <span title={words.board.foreignTitle}>· {words.board.foreign}</span>}
        </p>
        {(offers.retry || offers.cancel) && (
          <div className="relative z-10 flex max-w-full flex-wrap justify-end gap-2">
            {offers.retry && <RetryButton job={job} />}
            {offers.cancel && <CancelButton job={job} />}
          </div>
        )}
      </div>
      <CardBody job={job} type={type} />
    </article>
  )
}
