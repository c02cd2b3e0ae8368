import { formatTook } from '#components/format/duration.ts'
import { formatPercent } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { CancelNote, cancelWords } from '#components/job/cancel-note.tsx'
import { ChildrenBar } from '#components/job/children-bar.tsx'
import { failureWords } from '#components/job/failure-words.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { hasKeptNote, KeptNote } from '#components/job/kept-note.tsx'
import { PendingNote } from '#components/job/pending-note.tsx'
import { ProgressBar } from '#components/job/progress-bar.tsx'
import { progressNote } from '#components/job/progress-note.ts'
import { stageLabel } from '#components/job/stage-label.ts'
import { TimeLeft } from '#components/job/time-left.tsx'
import { WorkerLostNote } from '#components/job/worker-lost-note.tsx'
import { jobStateLook } from '#components/job-state-look.ts'
import { Elapsed } from '#components/time/elapsed.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { jobPageWords } from '#components/words/job-page-words.ts'
import type { Job } from '#core/job.ts'
import { workerLost } from '#core/job-flags.ts'
import { StageStepper } from './stage-stepper.tsx'

const w = jobPageWords.now

/** Where the job is now. */
export function JobNow({ job }: { job: Job }) {
  const locale = useLocale()
  const { startedAt, finishedAt } = job.times
  const isUnderway = job.state === 'running' || job.state === 'success'
  // Of what failed, where it stopped; before it began there is nothing to draw.
  const hasBar = isUnderway || (job.state === 'failure' && job.progress.percent !== null && startedAt !== undefined)
  return (
    <section aria-label={w.label} className="flex flex-col gap-5 rounded-xl border border-line bg-surface p-5">
      <div className="flex flex-col gap-2">
        <div className="flex items-baseline justify-between gap-4">
          <p className="min-w-0 font-medium text-base">
            <Headline job={job} />
          </p>
          <Announcement job={job} />
          {job.state === 'running' && job.progress.percent !== null && (
            <span className="font-semibold text-xl tabular-nums">{formatPercent(job.progress.percent)}</span>
          )}
        </div>
        {hasBar && <ProgressBar progress={job.progress} state={job.state} label={w.progress} size="page" />}
        {job.state === 'pending' && job.reason === 'waiting-for-children' && job.children && (
          <ChildrenBar counts={job.children} label={w.children} size="page" />
        )}
        <WorkerLostNote job={job} />
        <CancelNote job={job} />
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-muted text-sm">
          <UserText className="line-clamp-3 min-w-0">
            {job.state === 'pending' ? '' : progressNote(job.progress, locale)}
          </UserText>
          <span className="tabular-nums">
            {job.state === 'running' && <TimeLeft job={job} after=" · " />}
            {startedAt !== undefined && finishedAt === undefined && <Elapsed since={startedAt} />}
            {startedAt !== undefined && finishedAt !== undefined && w.took(formatTook(finishedAt - startedAt, locale))}
            {job.state === 'failure' && hasKeptNote(job) && (
              <>
                {' · '}
                <KeptNote job={job} />
              </>
            )}
          </span>
        </div>
      </div>
      {(job.state === 'failure' || job.state === 'pending') && job.error && (
        <p
          className={`line-clamp-6 whitespace-pre-line rounded-md px-3 py-2 ${isCancelled(job) ? 'bg-sunken' : 'bg-failure/10 text-failure'}`}
        >
          <UserText>{job.error.message}</UserText>
        </p>
      )}
      <StageStepper job={job} />
    </section>
  )
}

/** What somebody wanted is no trouble. */
const isCancelled = (job: Job) => job.state === 'failure' && job.reason === 'cancelled'

/** Read out when state or stage changes; percents and seconds are not, they would never stop. */
function Announcement({ job }: { job: Job }) {
  const type = useJobType(job.type)
  const stage = job.state === 'running' && job.stage ? `, ${stageLabel(type, job.stage)}` : ''
  return (
    <p role="status" className="sr-only">
      {jobStateLook[job.state].word}
      {stage}
      {job.flags.includes(workerLost) && `, ${w.workerLost}`}
      {cancelWords(job) && `, ${cancelWords(job)}`}
    </p>
  )
}

function Headline({ job }: { job: Job }) {
  const type = useJobType(job.type)
  switch (job.state) {
    case 'pending':
      return <PendingNote job={job} />
    case 'running':
      return <UserText>{job.stage ? stageLabel(type, job.stage) : w.started}</UserText>
    case 'success':
      return w.finished
    case 'failure':
      return failureWords[job.reason]
  }
}
