'use client'

import Link from 'next/link'
import { LogSection } from '#components/job-log/log-section.tsx'
import { useJob } from '#components/live/use-job.ts'
import type { ChildrenPage } from '#core/children-page.ts'
import type { Job } from '#core/job.ts'
import { AttemptErrors } from './attempt-errors.tsx'
import { ChildrenSection } from './children-section.tsx'
import { FilesLeft } from './files-left.tsx'
import { GoneNote } from './gone-note.tsx'
import { InputSection } from './input-section.tsx'
import { JobHead } from './job-head.tsx'
import { JobNow } from './job-now.tsx'
import { ResultSection } from './result-section.tsx'
import { tabTitle } from './tab-title.ts'
import { Timeline } from './timeline.tsx'

/** The tracking page of one job. */
export function JobPage({ initial, family }: { initial: Job; family?: ChildrenPage }) {
  const { job, gone } = useJob(initial.id, initial)
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-4 py-6 sm:px-6">
      <title>{tabTitle(job)}</title>
      <nav aria-label="Breadcrumb" className="-mb-3 text-sm">
        <Link href="/" prefetch={false} className="text-muted underline-offset-4 hover:text-ink hover:underline">
          Board
        </Link>
      </nav>
      {gone && <GoneNote gone={gone} />}
      <JobHead job={job} isGone={gone !== undefined} />
      <JobNow job={job} />
      {job.children && job.children.total > 0 && !gone && (
        <ChildrenSection key={job.id} id={job.id} counts={job.children} initial={family} />
      )}
      <LogSection job={job} />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
        <section aria-labelledby="timeline" className="flex flex-col gap-3">
          <h2 id="timeline" className="font-semibold text-base">
            Timeline
          </h2>
          <Timeline job={job} />
        </section>
        <div className="flex flex-col gap-6 max-lg:order-first">
          {job.state === 'success' && !gone && <ResultSection job={job} />}
          {job.state === 'failure' && !gone && <FilesLeft job={job} />}
          <div className="flex flex-col gap-2">
            <AttemptErrors job={job} />
            <InputSection id={job.id} />
          </div>
        </div>
      </div>
    </div>
  )
}
