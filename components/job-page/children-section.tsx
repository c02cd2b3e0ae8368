'use client'

import { useState } from 'react'
import { ask, reasonOf } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { formatCount } from '#components/format/quantity.ts'
import { childrenWords, openChildren } from '#components/job/children-words.ts'
import { useJobs } from '#components/live/use-jobs.ts'
import { Button } from '#components/ui/button.tsx'
import { type ChildEntry, type ChildrenPage, type ChildState, childrenPerPage } from '#core/children-page.ts'
import type { ChildCounts } from '#core/job.ts'
import { ChildRow } from './child-row.tsx'

type Filter = 'all' | ChildState

const filters: Record<Filter, { word: string; empty: string; count: (counts: ChildCounts) => number }> = {
  all: { word: 'All', empty: 'No child jobs.', count: ({ total }) => total },
  failure: { word: 'Failed', empty: 'None has failed.', count: ({ failed }) => failed },
  pending: { word: 'Waiting or running', empty: 'None waits or runs.', count: openChildren },
  success: { word: 'Done', empty: 'None is done yet.', count: ({ done }) => done },
}

type Entry = Pick<ChildEntry, 'id' | 'state'>

interface Shown {
  filter: Filter
  /** As they were fetched: each page is a view of its own on the socket, so one more does not disturb the others. */
  pages: readonly (readonly Entry[])[]
  next: string | undefined
}

interface ChildrenSectionProps {
  id: string
  counts: ChildCounts
  initial: ChildrenPage | undefined
}

/** The jobs this one waits for, or waited for. They move live; which are listed changes only when somebody asks for it. */
export function ChildrenSection({ id, counts, initial }: ChildrenSectionProps) {
  const [shown, setShown] = useState<Shown>({
    filter: 'all',
    pages: initial ? [initial.children] : [],
    next: initial?.nextCursor,
  })
  const [asked, setAsked] = useState<Filter>()
  const [refusal, setRefusal] = useState<string>()
  const listed = shown.pages.reduce((sum, page) => sum + page.length, 0)
  const count = filters[shown.filter].count(counts)
  const isBehind = shown.next === undefined && listed !== count

  async function fetchPage(filter: Filter, cursor?: string) {
    setAsked(filter)
    setRefusal(undefined)
    try {
      const query = new URLSearchParams({ limit: String(childrenPerPage) })
      if (filter !== 'all') query.set('state', filter)
      if (cursor !== undefined) query.set('cursor', cursor)
      const page = await ask<{ children: Entry[]; nextCursor?: string }>(`${jobPath.children(id)}?${query}`)
      setShown((before) => {
        const earlier = cursor === undefined ? [] : before.pages
        const known = new Set(earlier.flat().map((entry) => entry.id))
        const fresh = page.children.filter((entry) => !known.has(entry.id))
        return { filter, pages: [...earlier, fresh], next: page.nextCursor }
      })
    } catch (error) {
      setRefusal(reasonOf(error))
    }
    setAsked(undefined)
  }

  return (
    <section aria-labelledby="children" aria-busy={asked !== undefined} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h2 id="children" className="font-semibold text-base">
          Child jobs <span className="font-normal text-muted text-sm tabular-nums">{childrenWords(counts)}</span>
        </h2>
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">Which child jobs to show</legend>
          {Object.entries(filters).map(([filter, { word, count: countOf }]) => (
            <Button
              key={filter}
              size="small"
              look={shown.filter === filter ? 'plain' : 'quiet'}
              aria-pressed={shown.filter === filter}
              onClick={() => fetchPage(filter as Filter)} // the keys are those of `filters`
            >
              {word} <span className="tabular-nums">{formatCount(countOf(counts))}</span>
            </Button>
          ))}
        </fieldset>
      </div>
      {listed > 0 ? (
        <ul
          aria-labelledby="children"
          className="max-h-[32rem] divide-y divide-line overflow-y-auto overscroll-contain rounded-lg border border-line bg-surface"
        >
          {shown.pages.map((page) => (
            <ChildRows key={page[0]?.id} entries={page} />
          ))}
        </ul>
      ) : (
        <p className="rounded-lg border border-line border-dashed px-3 py-6 text-center text-muted">
          {count > 0 ? 'The list is not here yet.' : filters[shown.filter].empty}
        </p>
      )}
      {refusal && (
        <p role="alert" className="text-failure">
          {refusal}
        </p>
      )}
      {shown.next !== undefined && (
        <Button className="self-start" size="small" onClick={() => fetchPage(shown.filter, shown.next)}>
          {asked ? 'Fetching…' : `Show ${formatCount(Math.min(childrenPerPage, count - listed))} more`}
        </Button>
      )}
      {isBehind && (
        <Button className="self-start" size="small" onClick={() => fetchPage(shown.filter)}>
          {asked ? 'Fetching…' : 'Update the list'}
        </Button>
      )}
    </section>
  )
}

function ChildRows({ entries }: { entries: readonly Entry[] }) {
  const jobs = useJobs(entries.map((entry) => entry.id))
  return entries.map(({ id, state }) => (
    <ChildRow key={id} id={id} state={state} job={jobs?.get(id)} isKnown={jobs !== undefined} />
  ))
}
