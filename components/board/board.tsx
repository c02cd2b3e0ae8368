'use client'

import { Suspense, useMemo, useRef, useState } from 'react'
import { useStageOf } from '#components/job/job-types.tsx'
import { jobStateLook } from '#components/job-state-look.ts'
import { useBoard, useSettledView } from '#components/live/use-board.ts'
import { usePreference } from '#components/shell/use-preference.ts'
import { late } from '#components/ui/late.ts'
import { words } from '#components/words/words.ts'
import { type JobState, jobStates } from '#core/job-state.ts'
import { type ColumnHandles, useBoardKeys, useCommand } from './board-keys.ts'
import { BoardTitle } from './board-title.tsx'
import { Column } from './column.tsx'
import { ColumnSkeleton } from './column-skeleton.tsx'
import { ColumnTabs } from './column-tabs.tsx'
import { FilterBar } from './filter-bar.tsx'
import { firstSteps } from './first-steps.ts'
import { Selection, SelectionContext } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import { isFiltered, noFilters, useBoardFilters } from './use-board-filters.ts'
import { useBoardSearch } from './use-board-search.ts'
import { useBoardView } from './use-board-view.ts'

// Most visits see none of these.
const FirstRun = late(() => import('./first-run.tsx').then((module) => module.FirstRun))
const FirstSteps = late(() => import('./first-run.tsx').then((module) => module.FirstSteps))
const NoMatch = late(() => import('./no-match.tsx').then((module) => module.NoMatch))

/** The board with its filters; whatever stands in the address is what is shown. */
export function Board() {
  const [selection] = useState(() => new Selection())
  return (
    <SelectionContext value={selection}>
      <BoardTitle />
      <LiveBoard />
    </SelectionContext>
  )
}

/** Four columns side by side; on a phone one of them, chosen by tabs. */
function LiveBoard() {
  const [filters, change] = useBoardFilters()
  const [search, setSearch] = useBoardSearch()
  const { view: wanted, readOn } = useBoardView(filters, search)
  const view = useSettledView(wanted)
  const sought = useMemo(() => ({ search, stages: filters.stage }), [search, filters.stage])
  const { columns, counts } = useBoard(view, sought, useStageOf())
  const [chosen, choose] = useState<JobState>('running')
  const handles = useRef<ColumnHandles>({})
  const command = useCommand(view)
  useBoardKeys(handles, command, choose)

  const isNarrow = isFiltered(filters) || search.trim() !== ''
  const isEmpty = columns !== undefined && jobStates.every((state) => columns[state].length === 0)
  const isNew = ['begun', 'opened'].includes(usePreference(firstSteps) ?? '')
  if (isEmpty && !isNarrow) {
    return (
      <Suspense>
        <FirstRun />
      </Suspense>
    )
  }

  const isPicked = search.trim() !== '' || filters.stage.length > 0
  const total = (state: JobState) => (isPicked ? undefined : counts?.[state])
  return (
    <div className="relative flex min-h-0 flex-1 flex-col" aria-busy={!columns}>
      <h1 className="sr-only">{words.board.title}</h1>
      {isNew && (
        <Suspense fallback={<div className="mt-3 h-10.5" />}>
          <FirstSteps hasEnded={columns !== undefined && columns.success.length + columns.failure.length > 0} />
        </Suspense>
      )}
      <FilterBar view={view} filters={filters} change={change} />
      <ColumnTabs chosen={chosen} choose={choose} total={(state) => total(state) ?? columns?.[state].length} />
      {isEmpty ? (
        <Suspense>
          <NoMatch
            perState={isPicked ? view.perState : undefined}
            onClear={() => {
              change(noFilters)
              setSearch('')
            }}
          />
        </Suspense>
      ) : (
        <div className="grid min-h-0 flex-1 gap-x-4 px-3 pt-3 md:grid-cols-4 md:px-6">
          {jobStates.map((state) => (
            <section
              key={state}
              id={`column-${state}`}
              aria-label={jobStateLook[state].word}
              className={`min-h-0 min-w-0 flex-col md:flex ${state === chosen ? 'flex' : 'max-md:hidden'}`}
            >
              {columns ? (
                <Column
                  state={state}
                  view={view}
                  ids={columns[state]}
                  total={total(state)}
                  readOn={readOn}
                  ref={(handle) => {
                    handles.current[state] = handle
                  }}
                />
              ) : (
                <ColumnSkeleton state={state} />
              )}
            </section>
          ))}
        </div>
      )}
      <SelectionBar command={command} />
    </div>
  )
}
