'use client'

import { useState } from 'react'
import { jobStateLook } from '#components/job-state-look.ts'
import { useBoard } from '#components/live/use-board.ts'
import { type JobState, jobStates } from '#core/job-state.ts'
import { boardView } from './board-view.ts'
import { Column } from './column.tsx'
import { ColumnSkeleton } from './column-skeleton.tsx'
import { ColumnTabs } from './column-tabs.tsx'
import { FirstRun } from './first-run.tsx'

/** Four columns side by side; on a phone one of them, chosen by tabs. */
export function Board() {
  const { columns, counts } = useBoard(boardView)
  const [chosen, choose] = useState<JobState>('running')
  if (columns && jobStates.every((state) => columns[state].length === 0)) return <FirstRun />

  const total = (state: JobState) => counts?.[state] ?? columns?.[state].length
  return (
    <div className="flex min-h-0 flex-1 flex-col" aria-busy={!columns}>
      <h1 className="sr-only">Board</h1>
      <ColumnTabs chosen={chosen} choose={choose} total={total} />
      <div className="grid min-h-0 flex-1 gap-x-4 px-3 pt-3 md:grid-cols-4 md:px-6 md:pt-4">
        {jobStates.map((state) => (
          <section
            key={state}
            id={`column-${state}`}
            aria-label={jobStateLook[state].word}
            className={`min-h-0 min-w-0 flex-col md:flex ${state === chosen ? 'flex' : 'max-md:hidden'}`}
          >
            {columns ? (
              <Column state={state} ids={columns[state]} total={total(state) ?? 0} />
            ) : (
              <ColumnSkeleton state={state} />
            )}
          </section>
        ))}
      </div>
    </div>
  )
}
