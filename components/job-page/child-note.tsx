import { formatPercent } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { ChildrenBar } from '#components/job/children-bar.tsx'
import { childrenWords } from '#components/job/children-words.ts'
import { failureWords } from '#components/job/failure-words.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { PendingNote } from '#components/job/pending-note.tsx'
import { ProgressBar } from '#components/job/progress-bar.tsx'
import { stageLabel } from '#components/job/stage-label.ts'
import { UserText } from '#components/ui/user-text.tsx'
import type { Job } from '#core/job.ts'
import { childJobs as w } from '#words/child-jobs.ts'

/** How far a child is, or how it ended; and how far its own children are. */
export function ChildNote({ job }: { job: Job }) {
  const { children: counts } = job
  const locale = useLocale()
  // The note of a job that waits for its children has their counts in its sentence.
  const isSaid = job.state === 'pending' && job.reason === 'waiting-for-children'
  return (
    <>
      <Outcome job={job} />
      {counts && counts.total > 0 && (
        <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 tabular-nums">
          <span className="max-w-40 flex-1 basis-12">
            <ChildrenBar counts={counts} label={w.of(job.label)} />
          </span>
          {!isSaid && childrenWords(counts, locale)}
        </span>
      )}
    </>
  )
}

function Outcome({ job }: { job: Job }) {
  const type = useJobType(job.type)
  switch (job.state) {
    case 'pending':
      return <PendingNote job={job} />
    case 'running':
      return (
        <span className="flex items-center gap-2">
          <UserText className="line-clamp-1 shrink-0">{job.stage ? stageLabel(type, job.stage) : w.started}</UserText>
          <ProgressBar progress={job.progress} state="running" label={w.progressOf(job.label)} />
          <span className="shrink-0 tabular-nums">
            {job.progress.percent === null ? '' : formatPercent(job.progress.percent)}
          </span>
        </span>
      )
    case 'success':
      return <UserText className="line-clamp-2">{job.result.summary ?? ''}</UserText>
    case 'failure':
      return job.reason === 'cancelled' ? (
        failureWords.cancelled
      ) : (
        <UserText className="line-clamp-2 text-failure">{job.error.message.split('\n', 1)[0] ?? ''}</UserText>
      )
  }
}
