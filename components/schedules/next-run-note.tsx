'use client'

import { formatDuration } from '#components/format/duration.ts'
import { useNow } from '#components/live/use-now.ts'
import { Countdown } from '#components/time/countdown.tsx'
import type { Schedule } from '#core/schedule.ts'

/** A run begins within moments; one that is later than this waits for a worker that is free. */
const lateAfterMs = 10_000

/** When a schedule runs next; ticking. */
export function NextRunNote({ run }: { run: Schedule['nextRun'] }) {
  const now = useNow()
  if (!run) return <span className="text-muted">is being planned</span>
  const late = (now ?? run.at) - run.at
  return (
    <>
      <span className="text-muted lg:sr-only">Next run </span>
      {late < lateAfterMs ? (
        <Countdown at={run.at} />
      ) : (
        <span className="text-failure">due for {formatDuration(late)}, waits for a free worker</span>
      )}
    </>
  )
}
