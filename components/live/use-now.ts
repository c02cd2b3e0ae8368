'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { useLiveStore } from './live-store.ts'
import { TickingClock } from './ticking-clock.ts'

const clock = new TickingClock()

/**
 * The server's time in epoch milliseconds, every second. Undefined on the server and while the page wakes up, so that both
 * draw the same.
 */
export const useNow = (): number | undefined => useTicked(asItIs)

const asItIs = (now: number) => now

/** What `read` makes of the server's time. Drawn again only when that changes. */
export function useTicked<Value>(read: (now: number) => Value): Value | undefined {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => clock.subscribe(() => store.now(), listener), [store])
  return useSyncExternalStore(
    subscribe,
    () => {
      const now = clock.now()
      return now === undefined ? undefined : read(now)
    },
    () => undefined,
  )
}
