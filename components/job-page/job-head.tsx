import Link from 'next/link'
import { attemptNote } from '#components/job/attempt-note.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { StateBadge } from '#components/job/state-badge.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { jobPageWords } from '#components/words/job-page-words.ts'
import { Sentence } from '#components/words/sentence.tsx'
import { words } from '#components/words/words.ts'
import type { Job } from '#core/job.ts'
import { JobActions } from './job-actions.tsx'
import { ParentLink } from './parent-link.tsx'
import { RetryLinks } from './retry-links.tsx'

/** Which job this is, and what can be done with it. */
export function JobHead({ job, isGone }: { job: Job; isGone: boolean }) {
  const type = useJobType(job.type)
  const attempt = attemptNote(job)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 max-w-full flex-col gap-1">
          <p className="flex flex-wrap gap-x-1 text-muted text-sm">
            <UserText>{type?.title ?? job.type}</UserText>
            {attempt && <span>· {attempt}</span>}
            {job.foreign && <span title={words.board.foreignTitle}>· {words.board.foreign}</span>}
          </p>
          <h1 className="line-clamp-3 text-balance font-semibold text-2xl tracking-tight">
            <UserText>{job.label}</UserText>
          </h1>
          <p className="flex min-w-0 items-center gap-1">
            <code className="wrap-anywhere min-w-0 text-muted text-xs">{job.id}</code>
            <CopyButton label={jobPageWords.actions.copyId} text={() => job.id} isBare />
          </p>
        </div>
        <StateBadge state={job.state} />
      </div>
      {!isGone && <JobActions job={job} />}
      {job.parent !== undefined && <ParentLink id={job.parent} />}
      <RetryLinks job={job} />
      {job.schedule && (
        <p className="text-sm">
          <Sentence text={jobPageWords.madeBy} parts={{ name: <ScheduleLink name={job.schedule.name} /> }} />
        </p>
      )}
      {job.tags.length > 0 && (
        <ul aria-label={jobPageWords.tags} className="flex flex-wrap gap-1.5">
          {job.tags.map((tag) => (
            <li key={tag} className="rounded-full bg-sunken px-2 py-0.5 text-xs">
              <UserText>{tag}</UserText>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const ScheduleLink = ({ name }: { name: string }) => (
  <Link href="/schedules" prefetch={false} className="font-medium underline underline-offset-4">
    <UserText>{name}</UserText>
  </Link>
)
