'use client'

import { RotateCcw } from 'lucide-react'
import { askPost } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { formatCount } from '#components/format/quantity.ts'
import type { Job } from '#core/job.ts'
import { CommandButton } from './command-button.tsx'

/** Asks for another attempt, and says so where other jobs have one with it. */
export const RetryButton = ({ job, size }: { job: Job; size?: 'small' | 'normal' }) => (
  <CommandButton
    Icon={RotateCcw}
    word={wordOf(job)}
    asking="Retrying…"
    label={job.label}
    right="job.retry"
    size={size}
    command={() => askPost(jobPath.retry(job.id))}
  />
)

/** A job that failed by an error of its own runs again with its children as they are. */
function wordOf(job: Job): string {
  if (job.state !== 'failure' || !job.children?.failed) return 'Retry'
  if (job.reason !== 'cancelled' && job.error.name !== 'ChildFailedError') return 'Retry'
  const { failed } = job.children
  return `Retry with ${formatCount(failed)} child ${failed === 1 ? 'job' : 'jobs'}`
}
