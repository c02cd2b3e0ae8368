'use client'

import { ArrowUp } from 'lucide-react'
import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import { words } from '#components/words/words.ts'
import type { JobState } from '#core/job-state.ts'
import type { BoardView } from '#core/view.ts'
import { ColumnHeader } from './column-header.tsx'
import { holdIds } from './held-ids.ts'
import { JobCard } from './job-card.tsx'
import { useCardList } from './use-card-list.ts'

/** A pixel or two off the top is a slip of the finger, not reading. */
const readingPx = 8
/** So far from the end of what is there, more is asked for. */
const readOnPx = 600

/** What the keyboard needs of a column. */
export interface ColumnHandle {
  ids: readonly string[]
  focus(id: string): void
}

interface ColumnProps {
  state: JobState
  view: BoardView
  ids: readonly string[]
  /** How many jobs are in the state; undefined when only what is shown is known. */
  total: number | undefined
  readOn: () => void
  ref?: Ref<ColumnHandle>
}

/** One state's cards, newest first. */
export function Column({ state, view, ids, total, readOn, ref }: ColumnProps) {
  'use no memo' // see useCardList
  const [held, setHeld] = useState<readonly string[]>()
  const [first] = useState(() => new Set(ids))
  const list = useRef<HTMLDivElement>(null)
  const locale = useLocale()
  const { shown, arrived } = holdIds(ids, held)
  const { virtualizer, focus, setFocused } = useCardList(list, state, shown)
  useImperativeHandle(ref, () => ({ ids: shown, focus }))
  const isCut = ids.length >= view.perState
  const beyond = isCut && total !== undefined ? total - ids.length : 0

  /** Keeps the keyboard's place when the card that had it leaves the column. */
  function left(index: number, hadFocus: boolean): void {
    if (!hadFocus) return
    requestAnimationFrame(() => {
      const next = shown[Math.min(index + 1, shown.length - 1)]
      if (document.activeElement === document.body && next) focus(next)
    })
  }

  return (
    <>
      <ColumnHeader state={state} count={total ?? ids.length} isAtLeast={total === undefined && isCut} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        {arrived > 0 && (
          <button
            type="button"
            onClick={() => list.current?.scrollTo({ top: 0 })}
            className="absolute top-1 left-1/2 z-20 flex min-h-7 -translate-x-1/2 items-center gap-1 rounded-full bg-accent px-3 font-medium text-on-accent text-xs shadow-md"
          >
            <ArrowUp className="size-3.5" aria-hidden />
            {words.board.arrived(formatCount(arrived, locale))}
          </button>
        )}
        <div
          ref={list}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            setHeld((before) => (scrollTop <= readingPx ? undefined : (before ?? ids)))
            if (beyond > 0 && scrollTop + clientHeight > scrollHeight - readOnPx) readOn()
          }}
          className="-mx-1 min-h-0 flex-1 overflow-y-auto overscroll-contain px-1 pb-6 -outline-offset-2"
        >
          {shown.length > 0 && (
            <div
              role="feed"
              onFocus={({ target }) => setFocused(target.closest<HTMLElement>('article')?.dataset.job)}
              onBlur={({ relatedTarget, currentTarget }) => {
                if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) setFocused(undefined)
              }}
              aria-label={jobStateLook[state].word}
              className="relative"
              style={{ height: virtualizer.getTotalSize() }}
            >
              {virtualizer.getVirtualItems().map(({ index, key, start, size }) => (
                <div
                  key={key}
                  data-index={index}
                  ref={(node) => {
                    virtualizer.measureElement(node)
                    return () => left(index, node?.contains(document.activeElement) ?? false)
                  }}
                  className="absolute inset-x-0"
                  style={{ top: start }}
                >
                  <JobCard
                    id={shown[index] ?? ''}
                    view={view}
                    column={state}
                    place={index + 1}
                    of={total ?? -1}
                    height={size}
                    isArrival={!first.has(shown[index] ?? '')}
                  />
                </div>
              ))}
            </div>
          )}
          {shown.length === 0 && (
            <p className="rounded-lg border border-line border-dashed px-3 py-6 text-center text-muted">
              {jobStateLook[state].empty}
            </p>
          )}
          {beyond > 0 && (
            <p className="py-2 text-center text-muted text-xs">{words.board.more(formatCount(beyond, locale))}</p>
          )}
        </div>
      </div>
    </>
  )
}
