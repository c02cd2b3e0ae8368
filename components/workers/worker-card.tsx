import { HeartPulse } from 'lucide-react'
import { formatCount } from '#components/format/quantity.ts'
import { Elapsed } from '#components/time/elapsed.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import type { Board } from '#core/board.ts'
import type { OpsWorker } from '#core/ops.ts'
import { RunningJob } from './running-job.tsx'

interface WorkerCardProps {
  worker: OpsWorker
  /** The jobs that are shown one by one. */
  shown: readonly string[]
  jobs: Board
}

/** One worker process that is alive, and what it does right now. */
export function WorkerCard({ worker, shown, jobs }: WorkerCardProps) {
  const { name, host, pid, version, startedAt, seenAt, types, concurrency } = worker
  // A beat is a little behind: what has ended since is not running.
  const running = shown.filter((id) => (jobs.get(id)?.state ?? 'running') === 'running')
  const more = worker.jobs.length - shown.length
  return (
    <li
      data-worker={name}
      className="group/worker flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-xs md:only:col-span-2"
    >
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-semibold">
            <UserText>{host}</UserText>
          </h2>
          <p className="flex flex-wrap gap-x-1 text-muted text-xs tabular-nums">
            <span>process {pid}</span>
            {version && <span>· Waybill {version}</span>}
            <span>
              · up <Elapsed since={startedAt} />
            </span>
          </p>
        </div>
        <p className="flex shrink-0 items-center gap-1 text-success text-xs tabular-nums" title="Last sign of life">
          <HeartPulse className="size-3.5" aria-hidden />
          <span className="sr-only">Heard</span>
          <Elapsed since={seenAt} /> ago
        </p>
      </div>
      {running.length === 0 ? (
        <p className="text-muted text-sm">Runs nothing at the moment.</p>
      ) : (
        <ul
          aria-label={`Jobs on ${host}, process ${pid}`}
          className="grid gap-x-6 gap-y-2.5 md:group-only/worker:grid-cols-2"
        >
          {running.map((id) => (
            <RunningJob key={id} id={id} job={jobs.get(id)} />
          ))}
        </ul>
      )}
      {more > 0 && <p className="text-muted text-xs">and {formatCount(more)} more</p>}
      <p className="text-muted text-xs">Takes {types.map((type) => atATime(type, concurrency?.[type])).join(', ')}</p>
    </li>
  )
}

const atATime = (type: string, count: number | undefined) => (count === undefined ? type : `${type} × ${count}`)
