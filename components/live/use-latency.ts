'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { MeasuredLatency } from './latency-tracker.ts'
import { useLiveStore } from './live-store.ts'

/** How long events took to get on the screen during the last minute; undefined as long as too few have come. */
export function useLatency(): MeasuredLatency | undefined {
  const { latency } = useLiveStore()
  const subscribe = useCallback((listener: () => void) => latency.subscribe(listener), [latency])
  return useSyncExternalStore(
    subscribe,
    () => latency.read(),
    () => undefined,
  )
}
