'use client'

import { lazy } from 'react'
import type { ChildrenPage } from '#core/children-page.ts'
import type { Job } from '#core/job.ts'
import { isFinished } from '#core/job-state.ts'
import type { JobTabId } from './job-tab-ids.ts'

// Each comes when its tab is opened: most visits look at one.
const InputPanel = lazy(() => import('./input-panel.tsx').then((module) => ({ default: module.InputPanel })))
const ResultPanel = lazy(() => import('./result-panel.tsx').then((module) => ({ default: module.ResultPanel })))
const LogPanel = lazy(() =>
  import('#components/job-log/log-panel.tsx').then((module) => ({ default: module.LogPanel })),
)
const AttemptsPanel = lazy(() => import('./attempts-panel.tsx').then((module) => ({ default: module.AttemptsPanel })))
const ChildrenSection = lazy(() =>
  import('./children-section.tsx').then((module) => ({ default: module.ChildrenSection })),
)
const RawPanel = lazy(() => import('./raw-panel.tsx').then((module) => ({ default: module.RawPanel })))

interface JobPanelProps {
  id: JobTabId
  job: Job
  family: ChildrenPage | undefined
  isGone: boolean
}

/** What belongs to a tab. */
export function JobPanel({ id, job, family, isGone }: JobPanelProps) {
  switch (id) {
    case 'input':
      return <InputPanel job={job} />
    case 'result':
      return <ResultPanel job={job} isGone={isGone} />
    case 'logs':
      return <LogPanel id={job.id} isOver={isFinished(job.state)} />
    case 'attempts':
      return <AttemptsPanel job={job} />
    case 'children':
      return job.children && !isGone && <ChildrenSection id={job.id} counts={job.children} initial={family} />
    case 'raw':
      return <RawPanel id={job.id} />
  }
}
