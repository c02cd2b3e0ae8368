'use client'

import { late } from '#components/ui/late.ts'
import type { ChildrenPage } from '#core/children-page.ts'
import type { Job } from '#core/job.ts'
import { isFinished } from '#core/job-state.ts'
import type { JobTabId } from './job-tab-ids.ts'

// Each comes when its tab is opened: most visits look at one.
const InputPanel = late(() => import('./input-panel.tsx').then((module) => module.InputPanel))
const ResultPanel = late(() => import('./result-panel.tsx').then((module) => module.ResultPanel))
const LogPanel = late(() => import('#components/job-log/log-panel.tsx').then((module) => module.LogPanel))
const AttemptsPanel = late(() => import('./attempts-panel.tsx').then((module) => module.AttemptsPanel))
const ChildrenSection = late(() => import('./children-section.tsx').then((module) => module.ChildrenSection))
const RawPanel = late(() => import('./raw-panel.tsx').then((module) => module.RawPanel))

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
