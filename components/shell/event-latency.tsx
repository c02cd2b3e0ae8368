'use client'

import { Timer } from 'lucide-react'
import { useId } from 'react'
import { formatTook } from '#components/format/duration.ts'
import { formatCount } from '#components/format/quantity.ts'
import type { MeasuredLatency } from '#components/live/latency-tracker.ts'
import { useConnection } from '#components/live/use-connection.ts'
import { useLatency } from '#components/live/use-latency.ts'

/** How long events take to get on this screen. Pressing it, or resting on it, tells how that was measured. */
export function EventLatency() {
  const latency = useLatency()
  const { state } = useConnection()
  const id = useId()
  if (!latency || state !== 'live') return null
  const took = formatTook(latency.p50)
  const how = explain(latency)
  return (
    // Stands beside the status, not in it: a screen reader would read every change aloud.
    <>
      <button
        type="button"
        popoverTarget={id}
        title={how}
        aria-label={`${took} from event to screen`}
        className="-ml-1.5 inline-flex min-h-6 min-w-6 items-center justify-center gap-1 rounded-md px-1 text-muted text-sm tabular-nums hover:text-ink sm:-ml-4"
      >
        <Timer className="size-4 sm:hidden" aria-hidden />
        <span className="max-sm:hidden">· {took}</span>
      </button>
      <p
        id={id}
        popover="auto"
        className="inset-auto top-14 left-4 m-0 max-w-[min(24rem,calc(100vw-2rem))] rounded-lg border border-line bg-surface p-3 text-ink text-sm shadow-lg"
      >
        {how}
      </p>
    </>
  )
}

function explain({ p50, p95, events, error }: MeasuredLatency): string {
  return [
    `From event to screen in the last minute: half of ${formatCount(events)} events within ${formatTook(p50)}, 95 % within ${formatTook(p95)}.`,
    'Counted from the moment Redis wrote the event to the frame in which this page drew it: the server, the network and the',
    `browser are in it. The clocks of server and browser are compared to within ${Math.max(1, Math.ceil(error))} ms; those of Redis and`,
    'the server are taken to be the same. What was caught up on, and what came while the page was hidden, does not count.',
  ].join(' ')
}
