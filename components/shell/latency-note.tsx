'use client'

import { Timer } from 'lucide-react'
import { useId } from 'react'
import { formatTook } from '#components/format/duration.ts'
import { formatCount } from '#components/format/quantity.ts'
import { viewerLocale } from '#components/format/viewer-locale.ts'
import type { useLatency } from '#components/live/use-latency.ts'
import { latency as w } from '#words/latency.ts'

/** The number beside the status, and how it was measured. */
export function LatencyNote({ latency }: { latency: NonNullable<ReturnType<typeof useLatency>> }) {
  const id = useId()
  const { p50, p95, events, error } = latency
  const locale = viewerLocale()
  const took = formatTook(p50, locale)
  const how = w.how(
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
        aria-label={w.label(took)}
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
