'use client'

import { Pin, PinOff } from 'lucide-react'
import { ask } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { jobPageWords } from '#components/words/job-page-words.ts'
import type { Job } from '#core/job.ts'
import { pinned } from '#core/job-flags.ts'
import { keptUntil } from '#core/kept-until.ts'
import { CommandButton } from './command-button.tsx'

/** Only where there is a time: other programs' jobs have none. */
export const canPin = (job: Job): boolean => job.flags.includes(pinned) || keptUntil(job) !== undefined

/** Keeps a finished job beyond its time, or lets the time count on. */
export function PinButton({ job }: { job: Job }) {
  const isPinned = job.flags.includes(pinned)
  if (!canPin(job)) return null
  return (
    <CommandButton
      Icon={isPinned ? PinOff : Pin}
      word={isPinned ? jobPageWords.actions.unpin : jobPageWords.actions.pin}
      asking={isPinned ? jobPageWords.actions.unpinning : jobPageWords.actions.pinning}
      title={isPinned ? jobPageWords.actions.unpinTitle : jobPageWords.actions.pinTitle}
      label={job.label}
      right="job.pin"
      command={() => ask(jobPath.pin(job.id), { method: isPinned ? 'DELETE' : 'POST' })}
    />
  )
}
