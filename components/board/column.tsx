'use client'

import { ArrowUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { formatCount } from '#components/format/quantity.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import type { JobState } from '#core/job-state.ts'
import { boardView } from './board-view.ts'
import { ColumnHeader } from './column-header.tsx'
import { holdIds } from './held-ids.ts'
import { JobCard } from './job-card.tsx'

/** A pixel or two off the top is a slip of the finger, not reading. */
const readingPx = 8

/** One state's cards, newest first. */
export function Column({ state, ids, total }: { state: JobState; ids: readonly string[]; total: number }) {
  const [seen, setSeen] = useState<ReadonlySet<string>>()
  const [first] = useState(() => new Set(ids))
  const list = useRef<HTMLDivElement>(null)
  const { shown, arrived } = holdIds(ids, seen)

  return (
    <>
      <ColumnHeader state={state} total={total} />
      <div className="relative flex min-h-0 flex-1 flex-col">
        {arrived > 0 && (
          <button
            type="button"
            onClick={() => list.current?.scrollTo({ top: 0 })}
            className="absolute top-1 left-1/2 z-10 flex -translate-x-1/2 items-center gap-1 rounded-full bg-accent px-3 py-1 font-medium text-on-accent text-xs shadow-md"
          >
            <ArrowUp className="size-3.5" aria-hidden />
            {formatCount(arrived)} new
          </button>
        )}
        <div
          ref={list}
          onScroll={({ currentTarget: { scrollTop } }) =>
            setSeen((before) => (scrollTop <= readingPx ? undefined : (before ?? new Set(ids))))
          }
          className="-mx-1 flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto overscroll-contain px-1 pt-0.5 pb-6"
        >
          {shown.map((id) => (
            <JobCard key={id} id={id} isArrival={!first.has(id)} />
          ))}
          {total === 0 && (
            <p className="rounded-lg border border-line border-dashed px-3 py-6 text-center text-muted">
              {jobStateLook[state].empty}
            </p>
          )}
          {ids.length >= boardView.perState && total > ids.length && (
            <p className="py-2 text-center text-muted text-xs">and {formatCount(total - ids.length)} more</p>
          )}
        </div>
      </div>
    </>
  )
}
