'use client'

import { Timer } from 'lucide-react'
import { useId } from 'react'
import { formatTook } from '#components/format/duration.ts'
import { formatCount } from '#components/format/quantity.ts'
import { viewerLocale } from '#components/format/viewer-locale.ts'
import { useConnection } from '#components/live/use-connection.ts'
import { useLatency } from '#components/live/use-latency.ts'
import { words } from '#components/words/words.ts'

/** How long events take to get on this screen. Pressing it, or resting on it, tells how that was measured. */
export function EventLatency() {
  const latency = useLatency()
  const { state } = useConnection()
  const id = useId()
  if (!latency || state !== 'live') return null
  const { p50, p95, events, error } = latency
  const locale = viewerLocale()
  const took = formatTook(p50, locale)
  const how = words.latency.how(
    formatCount(events, locale),
    took,
    formatTook(p95, locale),
    formatTook(Math.max(1, Math.ceil(error))),
  )
  return (
    // Stands beside the status, not in it: a screen reader would read every change aloud.
    <>
      <button
        type="button"
        popoverTarget={id}
        title={how}
        aria-label={words.latency.label(took)}
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
