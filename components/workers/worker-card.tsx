import { HeartPulse } from 'lucide-react'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Elapsed } from '#components/time/elapsed.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { Board } from '#core/board.ts'
import type { OpsWorker } from '#core/ops.ts'
import { workers as w } from '#words/workers.ts'
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
  const locale = useLocale()
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
            <span>{w.card.process(pid)}</span>
            {version && <span>· {w.card.version(version)}</span>}
            <span>
              · <Sentence text={w.card.up} parts={{ span: <Elapsed since={startedAt} /> }} />
            </span>
          </p>
        </div>
        <p className="flex shrink-0 items-center gap-1 text-success text-xs tabular-nums" title={w.card.heard}>
          <HeartPulse className="size-3.5" aria-hidden />
          <span className="sr-only">{w.card.heard}</span>
          <Sentence text={w.card.ago} parts={{ span: <Elapsed since={seenAt} /> }} />
        </p>
      </div>
      {running.length === 0 ? (
        <p className="text-muted text-sm">{w.card.idle}</p>
      ) : (
        <ul aria-label={w.card.jobs(host, pid)} className="grid gap-x-6 gap-y-2.5 md:group-only/worker:grid-cols-2">
          {running.map((id) => (
            <RunningJob key={id} id={id} job={jobs.get(id)} />
          ))}
        </ul>
      )}
      {more > 0 && <p className="text-muted text-xs">{w.more(formatCount(more, locale))}</p>}
      <p className="text-muted text-xs">
        {w.card.takes(types.map((type) => atATime(type, concurrency?.[type], locale)))}
      </p>
    </li>
  )
}

const atATime = (type: string, count: number | undefined, locale: string) =>
  count === undefined ? type : w.card.atATime(type, formatCount(count, locale))
