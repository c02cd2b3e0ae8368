import { jobStateLook } from '#components/job-state-look.ts'
import { jobStates } from '#core/job-state.ts'
import type { OpsQueue, OpsWorker } from '#core/ops.ts'
import { workers as w } from '#words/workers.ts'
import { queueGrid } from './queue-grid.ts'
import { QueueRow } from './queue-row.tsx'

interface QueueListProps {
  queues: readonly OpsQueue[]
  /** Undefined while it is not known who is online. */
  workers: readonly OpsWorker[] | undefined
}

/** Every queue: how much is in it, what limits it, and whether it runs. */
export function QueueList({ queues, workers }: QueueListProps) {
  return (
    <section aria-labelledby="queues" className="flex flex-col gap-3">
      <h2 id="queues" className="font-semibold text-base">
        {w.queues.title}
      </h2>
      <div className="rounded-lg border border-line bg-surface">
        {/* On a narrow page, and for a screen reader, each number says itself what it counts. */}
        <div aria-hidden className={`${queueGrid} border-line border-b py-2 text-muted text-xs max-md:hidden`}>
          <span>{w.queues.queue}</span>
          {jobStates.map((state) => (
            <span key={state} className="text-right">
              {jobStateLook[state].word}
            </span>
          ))}
          <span className="pl-6">{w.queues.firstInLine}</span>
          <span>{w.queues.atATime}</span>
          <span />
        </div>
        <ul className="divide-y divide-line">
          {queues.map((queue) => (
            <QueueRow key={queue.name} queue={queue} workers={workers} />
          ))}
        </ul>
      </div>
    </section>
  )
}
