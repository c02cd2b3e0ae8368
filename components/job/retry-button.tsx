'use client'

import { RotateCcw } from 'lucide-react'
import { askPost } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { CommandButton } from './command-button.tsx'

/** Asks for another attempt. */
export const RetryButton = ({ id, label, size }: { id: string; label: string; size?: 'small' | 'normal' }) => (
  <CommandButton
    Icon={RotateCcw}
    word="Retry"
    asking="Retrying…"
    label={label}
    right="job.retry"
    size={size}
    command={() => askPost(jobPath.retry(id))}
  />
)
