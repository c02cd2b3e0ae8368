'use client'

import { useState, useSyncExternalStore } from 'react'
import { formatExact } from '#components/format/exact-time.ts'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { Button } from '#components/ui/button.tsx'
import { jobLog as w } from '#words/job-log.ts'
import { EndFollower } from './end-follower.ts'
import { LogControls } from './log-controls.tsx'
import { filterLines, isWhole, wholeLog } from './log-filter.ts'
import { LogLines } from './log-lines.tsx'
import { useJobLog } from './use-job-log.ts'

/** The log of a job, live. `isOver` says that the job will write no more lines. */
export function LogPanel({ id, isOver }: { id: string; isOver: boolean }) {
  const log = useJobLog(id)
  const locale = useLocale()
  const [filter, setFilter] = useState(wholeLog)
  const [end] = useState(() => new EndFollower())
  const isFollowing = useSyncExternalStore(end.subscribe, end.isFollowing, end.isFollowing)
  const shown = isWhole(filter)
    ? log.count
    : log.blocks.reduce((n, { lines }) => n + filterLines(lines, filter).length, 0)

  function fetchOlder() {
    end.holdPlace()
    log.older()
  }

  return (
    <div className="flex flex-col" aria-busy={log.state === 'loading'}>
      <LogControls
        filter={filter}
        onFilter={setFilter}
        isFollowing={isFollowing}
        onFollow={(follows) => (follows ? end.follow() : end.pause())}
      />
      {log.reason && (
        <div role="alert" className="flex flex-wrap items-center gap-3 border-line border-t px-4 py-2 text-failure">
          <p>{log.reason}</p>
          <Button size="small" onClick={log.retry}>
            {w.again}
          </Button>
        </div>
      )}
      <div
        role="log"
        aria-label={w.lines}
        aria-live={isFollowing ? 'polite' : 'off'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever uses the keyboard has to be able to scroll it.
        tabIndex={0}
        ref={end.attach}
        onPointerOver={showTime}
        // While it follows, the view is moved on purpose; the browser must not hold it where it was.
        style={{ overflowAnchor: isFollowing ? 'none' : 'auto' }}
        className="h-96 overflow-y-auto border-line border-y py-1 font-mono text-xs leading-5"
      >
        <div>
          {log.hasOlder && (
            <p className="px-3 py-1 text-center font-sans">
              <Button size="small" onClick={fetchOlder} disabled={log.isFetchingOlder}>
                {log.isFetchingOlder ? w.fetching : w.older}
              </Button>
            </p>
          )}
          <LogLines blocks={log.blocks} filter={filter} />
          {shown === 0 && <p className="px-3 py-2 font-sans text-muted text-sm">{emptyWords()}</p>}
        </div>
      </div>
      <p className="px-4 py-2 text-muted text-xs tabular-nums">
        {isWhole(filter)
          ? w.here(formatCount(log.count, locale), log.count)
          : w.someHere(formatCount(shown, locale), formatCount(log.count, locale), log.count)}
        {!isFollowing && !isOver && ` · ${w.paused}`}
      </p>
    </div>
  )

  function emptyWords() {
    if (log.state === 'loading') return w.fetching
    if (log.state === 'refused') return w.empty.refused
    if (log.count > 0) return w.empty.noMatch
    return isOver ? w.empty.none : w.empty.notYet
  }
}

/** The exact time of a line is one hover away; written only then, because there may be thousands of lines. */
function showTime({ target }: { target: EventTarget }) {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null
  if (row && !row.title) row.title = formatExact(Number(row.dataset.at))
}
