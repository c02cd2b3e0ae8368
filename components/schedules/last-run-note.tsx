import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import { Moment } from '#components/time/moment.tsx'
import type { LastRun } from '#core/schedule.ts'
import { schedules as w } from '#words/schedules.ts'

/** The run that began last, what became of it, and the way to it. */
export function LastRunNote({ run }: { run: LastRun | undefined }) {
  if (!run) return <span className="text-muted">{w.row.neverRan}</span>
  return (
    <Link
      href={jobPath.page(run.id)}
      prefetch={false}
      className="inline-flex flex-wrap items-center gap-x-1.5 underline-offset-4 hover:underline"
    >
      <span className="text-muted lg:sr-only">{w.heads.lastRun}</span>{' '}
      {run.state ? <Outcome state={run.state} /> : <span className="text-muted">{w.row.notKept}</span>}{' '}
      <span className="text-muted tabular-nums">
        <Moment at={run.startedAt} />
      </span>
    </Link>
  )
}

function Outcome({ state }: { state: NonNullable<LastRun['state']> }) {
  const { word, Icon, text } = jobStateLook[state]
  return (
    <span className={`inline-flex items-center gap-1 font-medium ${text}`}>
      <Icon className={`size-4 ${state === 'running' ? 'spin-calmly' : ''}`} aria-hidden />
      {word}
    </span>
  )
}
