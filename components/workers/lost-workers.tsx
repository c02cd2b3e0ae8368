import { Unplug } from 'lucide-react'
import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import { Moment } from '#components/time/moment.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { Board } from '#core/board.ts'
import type { Job } from '#core/job.ts'
import { workerLost } from '#core/job-flags.ts'
import type { OpsWorker } from '#core/ops.ts'
import { workers as w } from '#words/workers.ts'

interface LostWorkersProps {
  lost: readonly OpsWorker[]
  shownJobs: (worker: OpsWorker) => readonly string[]
  jobs: Board
}

/** Workers that fell silent without a word, when that was, and what became of the jobs they held. */
export function LostWorkers({ lost, shownJobs, jobs }: LostWorkersProps) {
  return (
    <section aria-labelledby="lost" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="lost" className="font-semibold text-base">
          {w.lost.title}
        </h2>
        <p className="text-muted text-sm">{w.lost.text}</p>
      </div>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {lost.map((worker) => (
          <li key={worker.name} data-lost={worker.name} className="flex flex-col gap-1.5 px-4 py-3">
            <p className="flex flex-wrap items-center gap-x-1.5 text-sm">
              <Unplug className="size-4 shrink-0 text-failure" aria-hidden />
              <UserText className="font-medium">{worker.host}</UserText>
              <span className="text-muted tabular-nums">
                {w.card.process(worker.pid)} ·{' '}
                <Sentence text={w.lost.lastHeard} parts={{ time: <Moment at={worker.seenAt} /> }} />
              </span>
            </p>
            <HeldJobs ids={shownJobs(worker)} count={worker.jobs.length} jobs={jobs} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function HeldJobs({ ids, count, jobs }: { ids: readonly string[]; count: number; jobs: Board }) {
  const locale = useLocale()
  if (count === 0) return <p className="text-muted text-sm">{w.lost.heldNone}</p>
  return (
    <ul aria-label={w.lost.held} className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {ids.map((id) => (
        <li key={id} className="flex min-w-0 items-center gap-1.5">
          <Link href={jobPath.page(id)} prefetch={false} className="line-clamp-1 underline-offset-4 hover:underline">
            <UserText>{jobs.get(id)?.label ?? id}</UserText>
          </Link>
          <StateNow job={jobs.get(id)} />
        </li>
      ))}
      {count > ids.length && <li className="text-muted">{w.more(formatCount(count - ids.length, locale))}</li>}
    </ul>
  )
}

/** Where the job is by now: BullMQ gives it back half a minute after its worker was lost, then another one takes it. */
function StateNow({ job }: { job: Job | undefined }) {
  if (!job) return null
  const { word, Icon, text } = jobStateLook[job.state]
  if (job.flags.includes(workerLost)) return <span className="shrink-0 text-muted text-xs">{w.lost.runsAgain}</span>
  return (
    <span className={`inline-flex shrink-0 items-center gap-1 text-xs ${text}`}>
      <Icon className="size-3.5" aria-hidden />
      {word}
    </span>
  )
}
