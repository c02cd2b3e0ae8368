import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'
import { formatPercent } from '#components/format/quantity.ts'
import { useJobType } from '#components/job/job-types.tsx'
import { ProgressBar } from '#components/job/progress-bar.tsx'
import { stageLabel } from '#components/job/stage-label.ts'
import { Elapsed } from '#components/time/elapsed.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { Job } from '#core/job.ts'
import { workers as w } from '#words/workers.ts'

/** A job as its worker's card shows it; `job` is undefined until it is known. */
export function RunningJob({ id, job }: { id: string; job: Job | undefined }) {
  const type = useJobType(job?.type ?? '')
  const percent = job?.progress.percent ?? null
  return (
    <li data-job={id} className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-3">
        <Link
          href={jobPath.page(id)}
          prefetch={false}
          className="line-clamp-1 min-w-0 font-medium text-sm underline-offset-4 hover:underline"
        >
          <UserText>{job?.label ?? id}</UserText>
        </Link>
        <span className="shrink-0 text-muted text-xs tabular-nums">
          {percent !== null && `${formatPercent(percent)} · `}
          {job?.times.startedAt !== undefined && <Elapsed since={job.times.startedAt} />}
        </span>
      </div>
      <ProgressBar
        progress={job?.progress ?? { percent: null }}
        state="running"
        label={w.card.progressOf(job?.label ?? id)}
      />
      <p className="text-muted text-xs">
        <UserText>{type?.title ?? job?.type ?? ''}</UserText>
        {job?.stage && (
          <>
            {' · '}
            <UserText>{stageLabel(type, job.stage)}</UserText>
          </>
        )}
      </p>
    </li>
  )
}
