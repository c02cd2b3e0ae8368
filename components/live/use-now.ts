'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { useLiveStore } from './live-store.ts'
import { TickingClock } from './ticking-clock.ts'

const clock = new TickingClock()

/**
 * The server's time in epoch milliseconds, every second. Undefined on the server and while the page wakes up, so that both
 * draw the same.
 */
export function useNow(): number | undefined {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => clock.subscribe(() => store.now(), listener), [store])
  return useSyncExternalStore(
    subscribe,
    () => clock.now(),
    () => undefined,
  )
}
