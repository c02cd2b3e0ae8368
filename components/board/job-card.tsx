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
import { canCancel, canRetry } from '#core/job-state.ts'
import { boardView } from './board-view.ts'
import { CardBody } from './card-body.tsx'

/**
 * One job on the board. The title's link covers the card, so that the whole card leads to the job's page; times lie above it,
 * because resting on them shows the exact moment.
 */
export function JobCard({ id, isArrival }: { id: string; isArrival: boolean }) {
  const job = useBoardJob(boardView, id)
  const type = useJobType(job?.type ?? '')
  if (!job) return null
  const { word, Icon, text } = jobStateLook[job.state]
  const attempt = attemptNote(job)
  return (
    <article
      data-job={job.id}
      data-state={job.state}
      className={`relative flex shrink-0 flex-col gap-1.5 rounded-lg border border-line bg-surface p-3 shadow-xs hover:border-edge [&_time]:relative [&_time]:z-10 ${isArrival ? 'arrive' : ''}`}
    >
      <div className="flex items-start gap-2">
        <h3 className="line-clamp-2 min-w-0 flex-1 font-medium leading-snug">
          <Link href={jobPath.page(job.id)} prefetch={false} className="after:absolute after:inset-0 after:rounded-lg">
            <UserText>{job.label}</UserText>
          </Link>
        </h3>
        <span className={`flex items-center gap-1 pt-0.5 text-xs ${text}`}>
          <Icon className={`size-3.5 ${job.state === 'running' ? 'spin-calmly' : ''}`} aria-hidden />
          <span className="sr-only">{word}</span>
        </span>
      </div>
      <p className="flex flex-wrap gap-x-1 text-muted text-xs">
        <UserText>{type?.title ?? job.type}</UserText>
        {attempt && <span>· {attempt}</span>}
      </p>
      <CardBody job={job} type={type} />
      {(canRetry(job.state) || canCancel(job.state)) && (
        <div className="relative z-10 flex w-fit max-w-full flex-wrap gap-2 pt-0.5">
          {canRetry(job.state) && <RetryButton job={job} size="small" />}
          {canCancel(job.state) && <CancelButton job={job} size="small" />}
        </div>
      )}
    </article>
  )
}
