'use client'

import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { useLatestJobs } from '#components/live/use-latest-jobs.ts'
import { useOps } from '#components/live/use-ops.ts'
import { NotAllowed } from '#components/shell/not-allowed.tsx'
import type { OpsWorker } from '#core/ops.ts'
import { workers as w } from '#words/workers.ts'
import { LostWorkers } from './lost-workers.tsx'
import { NoWorkers } from './no-workers.tsx'
import { QueueList } from './queue-list.tsx'
import { WorkerCard } from './worker-card.tsx'
import { WorkersSkeleton } from './workers-skeleton.tsx'

/** So many jobs of a worker are shown one by one; and so many of all of them together. */
const shownPerWorker = 20
const shownInAll = 1_000

const shownJobs = ({ jobs }: OpsWorker) => jobs.slice(0, shownPerWorker)

/** Queues and workers, for operators. */
export function WorkersPage() {
  const { value: ops, gone } = useOps()
  const { workers, lost = [] } = ops ?? {}
  const jobs = useLatestJobs([...(workers ?? []), ...lost].flatMap(shownJobs).slice(0, shownInAll))
  const locale = useLocale()
  if (gone) return <NotAllowed page="workers" />
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-8 px-4 py-6 sm:px-6" aria-busy={!ops}>
      <section aria-labelledby="workers" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h1 id="workers" className="font-semibold text-xl tracking-tight">
            {w.title}
          </h1>
          {workers && workers.length > 0 && (
            <p className="text-muted tabular-nums">{w.online(formatCount(workers.length, locale))}</p>
          )}
        </div>
        {ops?.caughtUp === false && (
          <p role="status" className="text-failure text-sm">
            {w.noRedis}
          </p>
        )}
        {!ops && <WorkersSkeleton />}
        {ops && !workers && <p className="text-muted">{w.unknown}</p>}
        {workers?.length === 0 && <NoWorkers />}
        {workers && workers.length > 0 && (
          <ul className="grid items-start gap-3 md:grid-cols-2">
            {[...workers].sort(byAge).map((worker) => (
              <WorkerCard key={worker.name} worker={worker} shown={shownJobs(worker)} jobs={jobs} />
            ))}
          </ul>
        )}
      </section>
      {lost.length > 0 && <LostWorkers lost={lost} shownJobs={shownJobs} jobs={jobs} />}
      {ops && <QueueList queues={ops.queues} workers={workers} />}
    </div>
  )
}

/** The oldest first, so that none moves when another comes. */
const byAge = (a: OpsWorker, b: OpsWorker) => a.startedAt - b.startedAt || a.name.localeCompare(b.name)
