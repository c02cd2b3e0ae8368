'use client'

import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Activity, Suspense, useState } from 'react'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { useMe } from '#components/sign-in/me-context.tsx'
import { TabPanel, Tabs } from '#components/ui/tabs.tsx'
import { useIsAwake } from '#components/ui/use-is-awake.ts'
import { jobPageWords } from '#components/words/job-page-words.ts'
import type { ChildrenPage } from '#core/children-page.ts'
import type { Job } from '#core/job.ts'
import { JobPanel } from './job-panel.tsx'
import { attemptsTold, firstTab, type JobTabId, jobTabIds, jobTabs } from './job-tab-ids.ts'
import { PanelSkeleton } from './panel-skeleton.tsx'

interface JobTabsProps {
  job: Job
  family: ChildrenPage | undefined
  isGone: boolean
}

const name = 'job'

/** What belongs to a job, a part at a time. Until somebody chooses one it is the part that most people want where the job is. */
export function JobTabs({ job, family, isGone }: JobTabsProps) {
  const [asked, setAsked] = useQueryState('tab', parseAsStringLiteral(jobTabIds))
  // Whoever is at a panel would lose it if the job moved on.
  const [held, setHeld] = useState<JobTabId>()
  const me = useMe()
  const locale = useLocale()
  // Its code is fetched. Were it drawn by the server, it would be there, gone until the code has come, and there again.
  const isAwake = useIsAwake()
  const tabs = jobTabs(job, (action) => me?.may.includes(action) ?? true)
  const chosen = [asked, held].find((id) => id && tabs.includes(id)) ?? firstTab(job, tabs)
  const [opened, setOpened] = useState<readonly JobTabId[]>([chosen])
  if (!opened.includes(chosen)) setOpened([...opened, chosen])
  const counts: Partial<Record<JobTabId, number>> = {
    attempts: attemptsTold(job),
    children: job.children?.total ?? 0,
    result: job.state === 'success' ? job.result.files.length : 0,
  }

  return (
    <section aria-label={jobPageWords.tabs.label} className="min-w-0 rounded-xl border border-line bg-surface">
      <Tabs
        label={jobPageWords.tabs.label}
        name={name}
        tabs={tabs.map((id) => ({
          id,
          label: jobPageWords.tabs[id],
          count: counts[id] ? formatCount(counts[id], locale) : undefined,
        }))}
        chosen={chosen}
        choose={(id) => void setAsked(id)}
      />
      {tabs
        .filter((id) => opened.includes(id))
        .map((id) => (
          // A panel that is left keeps what it fetched and where its reader was, but follows nothing.
          <Activity key={id} mode={id === chosen ? 'visible' : 'hidden'}>
            <TabPanel
              name={name}
              id={id}
              onUse={() => setHeld(chosen)}
              // The log has its own edges, and goes from one side to the other.
              className={`min-h-80 ${id === 'logs' ? '' : 'p-4 max-sm:p-3'}`}
            >
              <Suspense fallback={<PanelSkeleton isInset={id === 'logs'} />}>
                {isAwake ? (
                  <JobPanel id={id} job={job} family={family} isGone={isGone} />
                ) : (
                  <PanelSkeleton isInset={id === 'logs'} />
                )}
              </Suspense>
            </TabPanel>
          </Activity>
        ))}
    </section>
  )
}
