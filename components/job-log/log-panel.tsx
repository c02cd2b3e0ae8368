'use client'

import { useState, useSyncExternalStore } from 'react'
import { formatExact } from '#components/format/exact-time.ts'
import { formatCount } from '#components/format/quantity.ts'
import { Button } from '#components/ui/button.tsx'
import { EndFollower } from './end-follower.ts'
import { LogControls } from './log-controls.tsx'
import { filterLines, isWhole, wholeLog } from './log-filter.ts'
import { LogLines } from './log-lines.tsx'
import { useJobLog } from './use-job-log.ts'

/** The log of a job, live. `isOver` says that the job will write no more lines. */
export function LogPanel({ id, isOver }: { id: string; isOver: boolean }) {
  const log = useJobLog(id)
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
            Try again
          </Button>
        </div>
      )}
      <div
        role="log"
        aria-label="Log lines"
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
                {log.isFetchingOlder ? 'Fetching…' : 'Load older lines'}
              </Button>
            </p>
          )}
          <LogLines blocks={log.blocks} filter={filter} />
          {shown === 0 && <p className="px-3 py-2 font-sans text-muted text-sm">{emptyWords()}</p>}
        </div>
      </div>
      <p className="px-4 py-2 text-muted text-xs tabular-nums">
        {isWhole(filter)
          ? `${formatCount(log.count)} ${log.count === 1 ? 'line' : 'lines'} here`
          : `${formatCount(shown)} of ${formatCount(log.count)} lines here`}
        {!isFollowing && !isOver && ' · paused'}
      </p>
    </div>
  )

  function emptyWords() {
    if (log.state === 'loading') return 'Fetching…'
    if (log.state === 'refused') return 'The log could not be fetched.'
    if (log.count > 0) return 'No line here fits. Other levels or words may.'
    return isOver ? 'This job wrote no log.' : 'No lines yet. They appear here as the job writes them.'
  }
}

/** The exact time of a line is one hover away; written only then, because there may be thousands of lines. */
function showTime({ target }: { target: EventTarget }) {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null
  if (row && !row.title) row.title = formatExact(Number(row.dataset.at))
}
