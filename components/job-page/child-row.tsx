import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'
import { formatPercent } from '#components/format/quantity.ts'
import { failureWords } from '#components/job/failure-words.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { PendingNote } from '#components/job/pending-note.tsx'
import { ProgressBar } from '#components/job/progress-bar.tsx'
import { stageLabel } from '#components/job/stage-label.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import { UserText } from '#components/ui/user-text.tsx'
import type { ChildState } from '#core/children-page.ts'
import type { Job } from '#core/job.ts'

interface ChildRowProps {
  id: string
  /** What its parent knew of it when the list was fetched. */
  state: ChildState
  /** The child as it is now; undefined until the server has told, and when it is no longer kept. */
  job: Job | undefined
  /** Whether the server has told. */
  isKnown: boolean
}

/** One child of a job, in a line. */
export function ChildRow({ id, state, job, isKnown }: ChildRowProps) {
  const { word, Icon, text } = jobStateLook[job?.state ?? state]
  return (
    <li
      data-child={id}
      data-state={job?.state ?? state}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2"
    >
      <span className={`flex w-24 shrink-0 items-center gap-1.5 text-xs ${text}`}>
        <Icon className={`size-3.5 shrink-0 ${job?.state === 'running' ? 'spin-calmly' : ''}`} aria-hidden />
        {word}
      </span>
      {job || !isKnown ? (
        <Link
          href={jobPath.page(id)}
          prefetch={false}
          className="min-w-32 flex-1 basis-40 font-medium underline-offset-4 hover:underline"
        >
          <UserText className="line-clamp-1">{job?.label ?? id}</UserText>
        </Link>
      ) : (
        <UserText className="line-clamp-1 min-w-32 flex-1 basis-40 text-muted">{id}</UserText>
      )}
      <span className="line-clamp-2 min-w-0 flex-[2] basis-48 text-muted text-xs">
        {job ? <Note job={job} /> : isKnown && 'No longer kept'}
      </span>
    </li>
  )
}

function Note({ job }: { job: Job }) {
  const type = useJobType(job.type)
  switch (job.state) {
    case 'pending':
      return <PendingNote job={job} />
    case 'running':
      return (
        <span className="flex items-center gap-2">
          <UserText className="line-clamp-1 shrink-0">{job.stage ? stageLabel(type, job.stage) : 'Started'}</UserText>
          <ProgressBar progress={job.progress} state="running" label={`Progress of ${job.label}`} />
          <span className="shrink-0 tabular-nums">
            {job.progress.percent === null ? '' : formatPercent(job.progress.percent)}
          </span>
        </span>
      )
    case 'success':
      return <UserText>{job.result.summary ?? ''}</UserText>
    case 'failure':
      return job.reason === 'cancelled' ? (
        failureWords.cancelled
      ) : (
        <UserText className="text-failure">{job.error.message.split('\n', 1)[0] ?? ''}</UserText>
      )
  }
}
