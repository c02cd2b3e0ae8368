'use client'

import { formatDuration } from '#components/format/duration.ts'
import { useNow } from '#components/live/use-now.ts'
import { Countdown } from '#components/time/countdown.tsx'
import type { Schedule } from '#core/schedule.ts'
import { schedules as w } from '#words/schedules.ts'

/** A run begins within moments; one that is later than this waits for a worker that is free. */
const lateAfterMs = 10_000

/** When a schedule runs next; ticking. */
export function NextRunNote({ run }: { run: Schedule['nextRun'] }) {
  const now = useNow()
  if (!run) return <span className="text-muted">{w.row.planning}</span>
  const late = (now ?? run.at) - run.at
  return (
    <>
      <span className="text-muted lg:sr-only">{w.heads.nextRun} </span>
      {late < lateAfterMs ? (
        <Countdown at={run.at} />
      ) : (
        <span className="text-failure">{w.row.late(formatDuration(late))}</span>
      )}
    </>
  )
}
