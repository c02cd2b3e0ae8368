'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { formatCount } from '#components/format/quantity.ts'
import { viewerLocale } from '#components/format/viewer-locale.ts'
import { useLiveStore } from '#components/live/live-store.ts'
import { isPageVisible, onPageWake } from '#components/live/page-wake.ts'
import type { ToastList } from '#components/ui/toast-list.ts'
import { useToasts } from '#components/ui/toasts.tsx'
import { words } from '#components/words/words.ts'
import type { Job } from '#core/job.ts'
import { EndWatcher } from './end-watcher.ts'
import { notifyOfEnd } from './notifications.ts'
import { openJobLink } from './open-job-link.tsx'
import { watchedJobs } from './watched-jobs.ts'
import { nothingWatched, type WatchedSummary } from './watched-summary.ts'

/** Follows the jobs of this browser, and tells who comes back what happened. Once on a page. */
export function useEndWatcher(): WatchedSummary {
  const store = useLiveStore()
  const toasts = useToasts()
  const watcher = useMemo(
    () =>
      new EndWatcher({
        store,
        jobs: watchedJobs,
        isVisible: isPageVisible,
        onReturn: onPageWake,
        onEnd: notifyOfEnd,
        onBack: (ended) => welcome(toasts, ended),
      }),
    [store, toasts],
  )
  return useSyncExternalStore(watcher.subscribe, watcher.read, () => nothingWatched)
}

function welcome(toasts: ToastList, ended: readonly Job[]): void {
  const failed = ended.filter(({ state }) => state === 'failure').length
  const count = (n: number, say: (count: string) => string) => (n > 0 ? say(formatCount(n, viewerLocale())) : '')
  const text = words.away.while(count(ended.length - failed, words.away.finished), count(failed, words.away.failed))
  const [only] = ended.length === 1 ? ended : []
  toasts.show({ kind: 'note', text, action: only && openJobLink(only.id) })
}
