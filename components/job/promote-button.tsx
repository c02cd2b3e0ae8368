'use client'

import { FastForward } from 'lucide-react'
import { askPost } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { jobPageWords } from '#components/words/job-page-words.ts'
import type { Job } from '#core/job.ts'
import { CommandButton } from './command-button.tsx'

/** Whether a job waits for something that need not be waited for. */
export const canPromote = (job: Job): boolean =>
  job.state === 'pending' && (job.reason === 'scheduled' || job.reason === 'retrying')

/** Runs a job now that waits for its time or for its next attempt. */
export function PromoteButton({ job }: { job: Job }) {
  if (!canPromote(job)) return null
  return (
    <CommandButton
      Icon={FastForward}
      word={jobPageWords.actions.runNow}
      asking={jobPageWords.actions.promoting}
      label={job.label}
      right="job.promote"
      isMain
      command={() => askPost(jobPath.promote(job.id))}
    />
  )
}
