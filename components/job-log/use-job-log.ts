'use client'

import { useState, useSyncExternalStore } from 'react'
import { useLiveStore } from '#components/live/live-store.ts'
import { fetchLog } from './fetch-log.ts'
import { JobLog, type LogState } from './job-log.ts'

export interface LiveLog extends LogState {
  older(): void
  retry(): void
}

/** Follows the log of a job while it is shown. */
export function useJobLog(id: string): LiveLog {
  const store = useLiveStore()
  const [log] = useState(() => new JobLog(id, store, { fetchLog }))
  const state = useSyncExternalStore(log.subscribe, log.read, log.read)
  return { ...state, older: log.older, retry: log.retry }
}
