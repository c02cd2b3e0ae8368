import { formatTook } from '#components/format/duration.ts'
import { formatPercent } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { CancelNote } from '#components/job/cancel-note.tsx'
import { ChildrenBar } from '#components/job/children-bar.tsx'
import { failureWords } from '#components/job/failure-words.ts'
import { hasKeptNote, KeptNote } from '#components/job/kept-note.tsx'
import { PendingNote } from '#components/job/pending-note.tsx'
import { ProgressBar } from '#components/job/progress-bar.tsx'
import { progressNote } from '#components/job/progress-note.ts'
import { stageLabel } from '#components/job/stage-label.ts'
import { TimeLeft } from '#components/job/time-left.tsx'
import { WorkerLostNote } from '#components/job/worker-lost-note.tsx'
import { Elapsed } from '#components/time/elapsed.tsx'
import { Moment } from '#components/time/moment.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import { words } from '#components/words/words.ts'
import type { Job, JobIn } from '#core/job.ts'
import type { JobType } from '#core/job-type.ts'

/** What a card says below its title: every state has its own face. */
export function CardBody({ job, type }: { job: Job; type: JobType | undefined }) {
  switch (job.state) {
    case 'pending':
      return <PendingFace job={job} />
    case 'running':
      return <RunningFace job={job} type={type} />
    case 'success':
      return <SuccessFace job={job} />
    case 'failure':
      return <FailureFace job={job} />
  }
}

function PendingFace({ job }: { job: JobIn<'pending'> }) {
  return (
    <>
      <p className="text-sm">
        <PendingNote job={job} />
      </p>
      {job.reason === 'waiting-for-children' && job.children && (
        <ChildrenBar counts={job.children} label={words.board.childrenOf(job.label)} />
      )}
      {job.error && <ErrorLine message={job.error.message} />}
      <p className="text-muted text-xs">
        <Sentence text={words.board.submitted} parts={{ time: <Moment at={job.times.submittedAt} /> }} />
      </p>
    </>
  )
}

function RunningFace({ job, type }: { job: JobIn<'running'>; type: JobType | undefined }) {
  const locale = useLocale()
  const { percent } = job.progress
  return (
    <>
      <p className="flex items-baseline justify-between gap-2 text-sm">
        <UserText className="line-clamp-1 font-medium text-running">
          {job.stage ? stageLabel(type, job.stage) : words.board.started}
        </UserText>
        <span className="tabular-nums">{percent === null ? '' : formatPercent(percent)}</span>
      </p>
      <ProgressBar progress={job.progress} state={job.state} label={words.board.progressOf(job.label)} />
      <WorkerLostNote job={job} />
      <CancelNote job={job} />
      <p className="flex items-baseline justify-between gap-3 text-muted text-xs">
        <UserText className="line-clamp-2 min-w-0">{progressNote(job.progress, locale)}</UserText>
        <span className="shrink-0 tabular-nums">
          <TimeLeft job={job}>
            {job.times.startedAt !== undefined && (
              <span title={words.board.since}>
                <Elapsed since={job.times.startedAt} />
              </span>
            )}
          </TimeLeft>
        </span>
      </p>
    </>
  )
}

function SuccessFace({ job }: { job: JobIn<'success'> }) {
  const locale = useLocale()
  const { startedAt, finishedAt } = job.times
  return (
    <>
      {job.result.summary && <UserText className="line-clamp-2 text-sm">{job.result.summary}</UserText>}
      <p className="flex flex-wrap gap-x-2 text-muted text-xs">
        {finishedAt !== undefined && <Moment at={finishedAt} />}
        {finishedAt !== undefined && startedAt !== undefined && (
          <span>{words.board.took(formatTook(finishedAt - startedAt, locale))}</span>
        )}
        {hasKeptNote(job) && <KeptNote job={job} />}
      </p>
    </>
  )
}

function FailureFace({ job }: { job: JobIn<'failure'> }) {
  return (
    <>
      {job.reason === 'cancelled' ? (
        <p className="text-muted text-sm">{failureWords.cancelled}</p>
      ) : (
        <ErrorLine message={job.error.message} />
      )}
      <p className="flex flex-wrap gap-x-2 text-muted text-xs">
        {job.times.finishedAt !== undefined && <Moment at={job.times.finishedAt} />}
        {hasKeptNote(job) && <KeptNote job={job} />}
      </p>
    </>
  )
}

/** The first line of an error; the rest is on the job's page. */
function ErrorLine({ message }: { message: string }) {
  return (
    <p className="line-clamp-2 text-failure text-sm">
      <UserText>{message.split('\n', 1)[0] ?? ''}</UserText>
    </p>
  )
}
