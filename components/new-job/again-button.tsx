'use client'

import { Copy, PencilLine } from 'lucide-react'
import { AskError, ask } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { CommandButton } from '#components/job/command-button.tsx'
import type { Job } from '#core/job.ts'
import { useNewJob } from './new-job-context.ts'
import { type InputAnswer, withHolder } from './template.ts'

/** Opens the form of a new job, filled in with the input of this one. */
export function AgainButton({ job, isRetry, size }: { job: Job; isRetry: boolean; size?: 'small' | 'normal' }) {
  const { openFrom } = useNewJob()

  async function open() {
    const answer = await ask<InputAnswer>(jobPath.input(job.id))
    if ('text' in answer) throw new AskError(noForm)
    openFrom({ job, input: withHolder(answer.input, job.id), priority: answer.priority, isRetry })
  }

  return (
    <CommandButton
      Icon={isRetry ? PencilLine : Copy}
      word={isRetry ? 'Retry with edits' : 'Duplicate'}
      asking="Opening…"
      title={isRetry ? 'As a new job that names this one' : 'As a new job'}
      label={job.label}
      right="job.repeat"
      size={size}
      command={open}
    />
  )
}

const noForm = {
  status: 0,
  code: 'no_form',
  detail: 'The input of this job cannot be put in a form: it is too large, or no JSON.',
}
