'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { type Board, emptyBoard } from '#core/board.ts'
import type { View } from '#core/view.ts'
import { useLiveStore } from './live-store.ts'

/** What the server takes in one view. */
const maxIds = 1_000

/**
 * Watches any jobs by their ids. Undefined until the server has answered; a job that is missing then is not on the server. The
 * same map until one of the jobs changes, whatever array the ids come in.
 */
export function useJobs(ids: readonly string[]): Board | undefined {
  const store = useLiveStore()
  const list = JSON.stringify([...new Set(ids)].sort())
  const view = useMemo(() => viewOf(list), [list])
  const subscribe = useCallback(
    (listener: () => void) => (view ? store.subscribe(view, listener) : () => undefined),
    [store, view],
  )
  return useSyncExternalStore(
    subscribe,
    () => {
      if (!view) return emptyBoard
      const watch = store.watch(view)
      return watch?.ready ? watch.jobs() : undefined
    },
    () => undefined,
  )
}

/** Undefined for no jobs, which nobody has to be asked about. */
function viewOf(list: string): View | undefined {
  const ids = JSON.parse(list) as string[] // written by `useJobs`
  if (ids.length > maxIds) {
    throw new RangeError(`${ids.length} jobs cannot be watched at once; give useJobs at most ${maxIds} ids.`)
  }
  return ids.length > 0 ? { kind: 'jobs', ids } : undefined
}
