'use client'

import { Trash2 } from 'lucide-react'
import { ask } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import type { Job } from '#core/job.ts'
import { CommandButton } from './command-button.tsx'

/** Removes a job that does not run, with all it made. */
export function RemoveButton({ job, size }: { job: Job; size?: 'small' | 'normal' }) {
  if (job.state === 'running') return null
  return (
    <CommandButton
      Icon={Trash2}
      word="Remove"
      asking="Removing…"
      sure="Remove for good"
      title="With its result, its log and its files"
      label={job.label}
      right="job.remove"
      size={size}
      command={() => ask(jobPath.job(job.id), { method: 'DELETE' })}
    />
  )
}
