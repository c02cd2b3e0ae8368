'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { faviconOf, plainFavicon } from './favicon.ts'
import { useEndWatcher } from './use-end-watcher.ts'
import { nothingWatched, type WatchedSummary } from './watched-summary.ts'

const Watched = createContext(nothingWatched)

/** How far the jobs of this browser are. */
export const useWatchedSummary = (): WatchedSummary => useContext(Watched)

/** Follows the jobs of this browser, and shows how far they are in the icon of its tab. */
export function WatchedProvider({ children }: { children: ReactNode }) {
  const summary = useEndWatcher()
  const icon = summary.underway > 0 ? faviconOf(summary.percent) : plainFavicon
  return (
    <Watched value={summary}>
      <link rel="icon" type="image/svg+xml" sizes="any" href={icon} />
      {children}
    </Watched>
  )
}
