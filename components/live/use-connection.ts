'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { Connection } from './connection.ts'
import { useLiveStore } from './live-store.ts'

const connecting: Connection = { state: 'connecting' }

/** Whether what the page shows can be trusted. */
export function useConnection(): Connection {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => store.subscribeConnection(listener), [store])
  return useSyncExternalStore(
    subscribe,
    () => store.connection(),
    () => connecting,
  )
}
