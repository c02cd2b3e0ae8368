'use client'

import { createContext, useContext } from 'react'
import { createJobSocket } from './job-socket.ts'
import { WatchStore } from './watch-store.ts'

/** Gives a part of the page another store than the browser's own; for tests. */
export const LiveStore = createContext<WatchStore | undefined>(undefined)

let browserStore: WatchStore | undefined

/** The page's one store. Nothing connects before somebody subscribes, which never happens on the server. */
export function useLiveStore(): WatchStore {
  const given = useContext(LiveStore)
  if (given) return given
  browserStore ??= new WatchStore(createJobSocket())
  return browserStore
}
