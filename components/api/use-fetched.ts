'use client'

import { useState, useSyncExternalStore } from 'react'
import { Fetched, type FetchedState } from './fetched.ts'

const waiting: FetchedState<never> = { state: 'waiting' }

/** An answer of the API, fetched when it is looked at for the first time. Another path needs another `key`. */
export function useFetched<Answer>(
  path: string,
  fetchAnswer?: (path: string) => Promise<Answer>,
): FetchedState<Answer> & { load: () => void } {
  const [fetched] = useState(() => new Fetched<Answer>(path, fetchAnswer))
  const known = useSyncExternalStore(fetched.subscribe, fetched.read, () => waiting)
  return { ...known, load: () => void fetched.load() }
}
