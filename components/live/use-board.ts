'use client'

import { useCallback, useSyncExternalStore } from 'react'
import type { Job } from '#core/job.ts'
import type { BoardView, Counts } from '#core/view.ts'
import { useLiveStore } from './live-store.ts'
import type { Columns, LiveWatch } from './live-watch.ts'

export interface LiveBoard {
  /** Undefined until the server has answered. */
  columns: Columns | undefined
  counts: Counts | undefined
}

/** Watches a board: which cards stand where. What a card shows comes from `useBoardJob`. */
export function useBoard(view: BoardView): LiveBoard {
  const columns = useWatched(view, (watch) => (watch?.ready ? watch.columns() : undefined))
  const counts = useWatched(view, (watch) => watch?.counts)
  return { columns, counts }
}

/** One job of a watched board. Only this card is drawn again when something happens to its job. */
export function useBoardJob(view: BoardView, id: string): Job | undefined {
  return useWatched(view, (watch) => watch?.job(id))
}

function useWatched<Value>(view: BoardView, read: (watch: LiveWatch | undefined) => Value | undefined) {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => store.subscribe(view, listener), [store, view])
  return useSyncExternalStore(
    subscribe,
    () => read(store.watch(view)),
    () => undefined,
  )
}
