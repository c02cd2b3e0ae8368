'use client'

import { RotateCcw } from 'lucide-react'
import { askPost } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { words } from '#components/words/words.ts'
import type { Job } from '#core/job.ts'
import { CommandButton } from './command-button.tsx'

/** Asks for another attempt, and says so where other jobs have one with it. */
export const RetryButton = ({ job }: { job: Job }) => (
  <CommandButton
    Icon={RotateCcw}
    word={wordOf(job, useLocale())}
    asking={words.actions.retrying}
    label={job.label}
    right="job.retry"
    isMain
    command={() => askPost(jobPath.retry(job.id))}
  />
)

/** A job that failed by an error of its own runs again with its children as they are. */
function wordOf(job: Job, locale: string): string {
  if (job.state !== 'failure' || !job.children?.failed) return words.actions.retry
  if (job.reason !== 'cancelled' && job.error.name !== 'ChildFailedError') return words.actions.retry
  const { failed } = job.children
  return words.actions.retryWith(formatCount(failed, locale), failed)
}
