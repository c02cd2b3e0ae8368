'use client'

import { FastForward } from 'lucide-react'
import { askPost } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import type { Job } from '#core/job.ts'
import { CommandButton } from './command-button.tsx'

/** Runs a job now that waits for its time or for its next attempt. */
export function PromoteButton({ job, size }: { job: Job; size?: 'small' | 'normal' }) {
  if (job.state !== 'pending' || (job.reason !== 'scheduled' && job.reason !== 'retrying')) return null
  return (
    <CommandButton
      Icon={FastForward}
      word="Run now"
      asking="Putting in line…"
      label={job.label}
      right="job.promote"
      size={size}
      command={() => askPost(jobPath.promote(job.id))}
    />
  )
}
