'use client'

import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { childrenWords, openChildren } from '#components/job/children-words.ts'
import { Button } from '#components/ui/button.tsx'
import type { ChildrenPage } from '#core/children-page.ts'
import type { ChildCounts } from '#core/job.ts'
import { childJobs as w } from '#words/child-jobs.ts'
import type { ChildFilter } from './child-pages.ts'
import { ChildTree } from './child-tree.tsx'
import { MoreChildren } from './more-children.tsx'
import { PanelSkeleton } from './panel-skeleton.tsx'
import { useChildPages } from './use-child-pages.ts'

const countIn: Record<ChildFilter, (counts: ChildCounts) => number> = {
  all: ({ total }) => total,
  failure: ({ failed }) => failed,
  pending: openChildren,
  success: ({ done }) => done,
}
const filters = Object.keys(countIn) as ChildFilter[] // the keys are exactly those of its type

interface ChildrenSectionProps {
  id: string
  counts: ChildCounts
  initial: ChildrenPage | undefined
}

/** The jobs this one waits for, or waited for. They move live; which are listed changes only when somebody asks for it. */
export function ChildrenSection({ id, counts, initial }: ChildrenSectionProps) {
  const { list, load } = useChildPages(id, initial)
  const { filter: shown, pages, isHere, isAsking, refusal } = list
  const count = countIn[shown](counts)
  const locale = useLocale()
  return (
    <section aria-labelledby="children" aria-busy={isAsking} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h2 id="children" className="font-semibold text-base">
          {w.title} <span className="font-normal text-muted text-sm tabular-nums">{childrenWords(counts, locale)}</span>
        </h2>
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">{w.which}</legend>
          {filters.map((filter) => (
            <Button
              key={filter}
              size="small"
              look={shown === filter ? 'plain' : 'quiet'}
              aria-pressed={shown === filter}
              onClick={() => load(filter)}
            >
              {w.filters[filter].word}{' '}
              <span className="tabular-nums">{formatCount(countIn[filter](counts), locale)}</span>
            </Button>
          ))}
        </fieldset>
      </div>
      {pages.length > 0 && (
        <ul
          aria-labelledby="children"
          className="max-h-[32rem] divide-y divide-line overflow-y-auto overscroll-contain rounded-lg border border-line bg-surface"
        >
          <ChildTree pages={pages} />
        </ul>
      )}
      {!isHere && !refusal && <PanelSkeleton />}
      {isHere && pages.length === 0 && (
        <p className="rounded-lg border border-line border-dashed px-3 py-6 text-center text-muted">
          {count > 0 ? w.notHere : w.filters[shown].empty}
        </p>
      )}
      <MoreChildren list={list} count={count} load={load} />
    </section>
  )
}
