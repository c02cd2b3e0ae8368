'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { Job } from '#core/job.ts'
import type { View } from '#core/view.ts'
import { useLiveStore } from './live-store.ts'
import type { Gone } from './live-watch.ts'

export interface LiveJob<Known extends Job | undefined> {
  /** The job as last known. */
  job: Job | Known
  /** Set once the job is no longer on the server. */
  gone: Gone | undefined
}

/** Watches one job, beginning with what the server drew, if it drew it. */
export function useJob<Known extends Job | undefined>(id: string, initial: Known): LiveJob<Known> {
  const store = useLiveStore()
  const view = useMemo<View>(() => ({ kind: 'job', id }), [id])
  const subscribe = useCallback((listener: () => void) => store.subscribe(view, listener), [store, view])
  const job = useSyncExternalStore(
    subscribe,
    () => store.watch(view)?.job(id) ?? initial,
    () => initial,
  )
  const gone = useSyncExternalStore(
    subscribe,
    () => store.watch(view)?.gone,
    () => undefined,
  )
  return { job, gone }
}
