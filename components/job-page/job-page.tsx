'use client'

import Link from 'next/link'
import { useJob } from '#components/live/use-job.ts'
import { jobPageWords } from '#components/words/job-page-words.ts'
import type { ChildrenPage } from '#core/children-page.ts'
import type { Job } from '#core/job.ts'
import { GoneNote } from './gone-note.tsx'
import { JobHead } from './job-head.tsx'
import { JobNow } from './job-now.tsx'
import { JobTabs } from './job-tabs.tsx'
import { tabTitle } from './tab-title.ts'
import { Timeline } from './timeline.tsx'

/** The tracking page of one job. */
export function JobPage({ initial, family }: { initial: Job; family?: ChildrenPage }) {
  const { job, gone } = useJob(initial.id, initial)
  return (
    <div className="mx-auto flex w-full max-w-6xl flex-col gap-6 px-4 py-6 sm:px-6">
      <title>{tabTitle(job)}</title>
      <nav aria-label={jobPageWords.breadcrumb} className="-mb-3 text-sm">
        <Link href="/" prefetch={false} className="text-muted underline-offset-4 hover:text-ink hover:underline">
          {jobPageWords.board}
        </Link>
      </nav>
      {gone && <GoneNote gone={gone} />}
      <JobHead job={job} isGone={gone !== undefined} />
      <JobNow job={job} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <JobTabs key={job.id} job={job} family={family} isGone={gone !== undefined} />
        <section aria-labelledby="timeline" className="flex min-w-0 flex-col gap-3">
          <h2 id="timeline" className="font-semibold text-base">
            {jobPageWords.timeline}
          </h2>
          <Timeline job={job} />
        </section>
      </div>
    </div>
  )
}
