'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { useLiveStore } from './live-store.ts'

/** How many worker processes are alive, as the server last said; undefined while that is not known. */
export function useWorkersOnline(): number | undefined {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => store.subscribeConnection(listener), [store])
  return useSyncExternalStore(
    subscribe,
    () => store.workersOnline(),
    () => undefined,
  )
}
