'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { View } from '#core/view.ts'
import { useLiveStore } from './live-store.ts'
import type { Gone, LiveWatch } from './live-watch.ts'

/** A view without jobs, as it was last told. */
export interface LiveWhole<Value> {
  /** Undefined until the server has answered. */
  value: Value | undefined
  /** Set when the server does not show it. */
  gone: Gone | undefined
}

/** Watches a view without jobs. `view` and `read` must be the same at every call. */
export function useWhole<Value>(view: View, read: (watch: LiveWatch) => Value | undefined): LiveWhole<Value> {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => store.subscribe(view, listener), [store, view])
  const value = useSyncExternalStore(
    subscribe,
    () => {
      const watch = store.watch(view)
      return watch && read(watch)
    },
    () => undefined,
  )
  const gone = useSyncExternalStore(
    subscribe,
    () => store.watch(view)?.gone,
    () => undefined,
  )
  return { value, gone }
}
