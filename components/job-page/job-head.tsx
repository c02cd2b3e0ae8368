import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'
import { attemptNote } from '#components/job/attempt-note.ts'
import { CancelButton } from '#components/job/cancel-button.tsx'
import { useJobType } from '#components/job/job-types.tsx'
import { PinButton } from '#components/job/pin-button.tsx'
import { PromoteButton } from '#components/job/promote-button.tsx'
import { RemoveButton } from '#components/job/remove-button.tsx'
import { RetryButton } from '#components/job/retry-button.tsx'
import { StateBadge } from '#components/job/state-badge.tsx'
import { AgainButton } from '#components/new-job/again-button.tsx'
import { ShareButton } from '#components/share/share-button.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { Job } from '#core/job.ts'
import { canCancel, canRetry, isFinished } from '#core/job-state.ts'
import { CopyButton } from './copy-button.tsx'
import { ParentLink } from './parent-link.tsx'
import { RetryLinks } from './retry-links.tsx'

/** Which job this is, and what can be done with it. */
export function JobHead({ job, isGone }: { job: Job; isGone: boolean }) {
  const type = useJobType(job.type)
  const attempt = attemptNote(job)
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-1">
          <p className="flex flex-wrap gap-x-1 text-muted text-sm">
            <UserText>{type?.title ?? job.type}</UserText>
            {attempt && <span>· {attempt}</span>}
          </p>
          <h1 className="line-clamp-3 text-balance font-semibold text-2xl tracking-tight">
            <UserText>{job.label}</UserText>
          </h1>
        </div>
        <StateBadge state={job.state} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {canRetry(job.state) && !isGone && <RetryButton job={job} size="small" />}
        {canRetry(job.state) && type && !isGone && <AgainButton job={job} isRetry size="small" />}
        {!isGone && <PromoteButton job={job} size="small" />}
        {canCancel(job.state) && !isGone && <CancelButton job={job} size="small" />}
        {isFinished(job.state) && !isGone && <PinButton job={job} size="small" />}
        {type && !isGone && <AgainButton job={job} isRetry={false} size="small" />}
        {!isGone && <RemoveButton job={job} size="small" />}
        {!isGone && <ShareButton job={job} />}
        <CopyButton label="Copy link" text={() => new URL(jobPath.page(job.id), location.href).href} />
        <CopyButton label="Copy id" text={() => job.id} />
        <code className="wrap-anywhere min-w-0 text-muted text-xs">{job.id}</code>
      </div>
      {job.parent !== undefined && <ParentLink id={job.parent} />}
      <RetryLinks job={job} />
      {job.schedule && (
        <p className="text-sm">
          Made by the schedule{' '}
          <Link href="/schedules" prefetch={false} className="font-medium underline underline-offset-4">
            <UserText>{job.schedule.name}</UserText>
          </Link>
        </p>
      )}
      {job.tags.length > 0 && (
        <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
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
