'use client'

import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { Job } from '#core/job.ts'
import type { BoardView, Counts } from '#core/view.ts'
import { boardFinder, everything, type Sought, type StageOf } from './board-finder.ts'
import { useLiveStore } from './live-store.ts'
import type { Columns, LiveWatch } from './live-watch.ts'

export interface LiveBoard {
  /** Undefined until the server has answered. */
  columns: Columns | undefined
  counts: Counts | undefined
}

/**
 * Watches a board: which cards stand where, of those that are sought. `sought` and `stageOf` have to be the same objects while they
 * say the same. What a card shows comes from `useBoardJob`.
 */
export function useBoard(view: BoardView, sought: Sought = everything, stageOf?: StageOf): LiveBoard {
  const find = useMemo(() => boardFinder(sought, stageOf), [sought, stageOf])
  const columns = useWatched(view, (watch) => (watch?.ready ? find(watch) : undefined))
  const counts = useWatched(view, (watch) => watch?.counts)
  return { columns, counts }
}

/** The view to show while `view` changes: the one before stays until the server has answered for the new one. */
export function useSettledView(view: BoardView): BoardView {
  const isReady = useWatched(view, (watch) => watch?.ready) ?? false
  const [shown, show] = useState(view)
  if (isReady && shown !== view) show(view)
  return isReady ? view : shown
}

/** One job of a watched board. Only this card is drawn again when something happens to its job. */
export function useBoardJob(view: BoardView, id: string): Job | undefined {
  return useWatched(view, (watch) => watch?.job(id))
}

/** Something about all jobs of a board; `read` has to return the same value for the same jobs. */
export function useWatched<Value>(view: BoardView, read: (watch: LiveWatch | undefined) => Value | undefined) {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => store.subscribe(view, listener), [store, view])
  return useSyncExternalStore(
    subscribe,
    () => read(store.watch(view)),
    () => undefined,
  )
}
