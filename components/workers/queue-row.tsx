import { CirclePause } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import { Elapsed } from '#components/time/elapsed.tsx'
import { UserText } from '#components/ui/user-text.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import { jobStates } from '#core/job-state.ts'
import type { OpsQueue, OpsWorker } from '#core/ops.ts'
import { workers as w } from '#words/workers.ts'
import { PauseButton } from './pause-button.tsx'
import { queueGrid } from './queue-grid.ts'
import { roomWords } from './room-words.ts'

/** One queue. */
export function QueueRow({ queue, workers }: { queue: OpsQueue; workers: readonly OpsWorker[] | undefined }) {
  const { name, counts, paused, foreign, trouble, waitingSince } = queue
  const locale = useLocale()
  return (
    <li data-queue={name} className={`${queueGrid} flex flex-col gap-2 py-3`}>
      <div className="min-w-0">
        <h3 className="font-medium">
          <UserText>{name}</UserText>
        </h3>
        {paused && (
          <p className="flex items-center gap-1 font-medium text-pending text-xs">
            <CirclePause className="size-3.5" aria-hidden />
            {w.queues.paused}
          </p>
        )}
        {foreign && <p className="text-muted text-xs">{w.queues.foreign}</p>}
        {trouble && <p className="text-failure text-xs">{trouble}</p>}
      </div>
      <dl className="contents max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:gap-y-1.5">
        {jobStates.map((state) => (
          <Fact key={state} term={jobStateLook[state].word} place="tabular-nums md:text-right">
            <span className={counts[state] === 0 ? 'text-muted' : ''}>{formatCount(counts[state], locale)}</span>
          </Fact>
        ))}
        <Fact term={w.queues.firstInLine} place="md:pl-6">
          {waitingSince === undefined ? (
            <span className="text-muted">–</span>
          ) : (
            <span className="tabular-nums">
              <Sentence text={w.queues.waits} parts={{ span: <Elapsed since={waitingSince} /> }} />
            </span>
          )}
        </Fact>
        <Fact term={w.queues.atATime}>{roomWords(queue, workers, locale)}</Fact>
      </dl>
      <PauseButton queue={queue} />
    </li>
  )
}

function Fact({ term, place = '', children }: { term: string; place?: string; children: ReactNode }) {
  return (
    <div className={`min-w-0 text-sm max-md:flex max-md:gap-1.5 ${place}`}>
      <dt className="text-muted md:sr-only">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
