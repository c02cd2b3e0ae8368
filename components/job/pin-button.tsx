'use client'

import { Pin, PinOff } from 'lucide-react'
import { ask } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import type { Job } from '#core/job.ts'
import { pinned } from '#core/job-flags.ts'
import { keptUntil } from '#core/kept-until.ts'
import { CommandButton } from './command-button.tsx'

/** Keeps a finished job beyond its time, or lets the time count on. Only where there is a time: other programs' jobs have none. */
export function PinButton({ job, size }: { job: Job; size?: 'small' | 'normal' }) {
  const isPinned = job.flags.includes(pinned)
  if (!isPinned && keptUntil(job) === undefined) return null
  return (
    <CommandButton
      Icon={isPinned ? PinOff : Pin}
      word={isPinned ? 'Unpin' : 'Pin'}
      asking={isPinned ? 'Unpinning…' : 'Pinning…'}
      title={isPinned ? 'Let its time count on' : 'Keep it, with its result and files, until it is unpinned'}
      label={job.label}
      right="job.pin"
      size={size}
      command={() => ask(jobPath.pin(job.id), { method: isPinned ? 'DELETE' : 'POST' })}
    />
  )
}
