'use client'

import { Suspense } from 'react'
import { useConnection } from '#components/live/use-connection.ts'
import { useLatency } from '#components/live/use-latency.ts'
import { late } from '#components/ui/late.ts'

// Nothing is told before the first event came, and where nothing happens none comes.
const LatencyNote = late(() => import('./latency-note.tsx').then((module) => module.LatencyNote))

/** How long events take to get on this screen. Pressing it, or resting on it, tells how that was measured. */
export function EventLatency() {
  const latency = useLatency()
  const { state } = useConnection()
  if (!latency || state !== 'live') return null
  return (
    <Suspense>
      <LatencyNote latency={latency} />
    </Suspense>
  )
}
