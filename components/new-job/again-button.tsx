'use client'

import { Copy, PencilLine } from 'lucide-react'
import { AskError, ask } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { CommandButton } from '#components/job/command-button.tsx'
import { jobPageWords } from '#components/words/job-page-words.ts'
import type { Job } from '#core/job.ts'
import { useNewJob } from './new-job-context.ts'
import { type InputAnswer, withHolder } from './template.ts'

/** Opens the form of a new job, filled in with the input of this one. */
export function AgainButton({ job, isRetry }: { job: Job; isRetry: boolean }) {
  const { openFrom } = useNewJob()

  async function open() {
    const answer = await ask<InputAnswer>(jobPath.input(job.id))
    if ('text' in answer) throw new AskError(noForm)
    openFrom({ job, input: withHolder(answer.input, job.id), priority: answer.priority, isRetry })
  }

  return (
    <CommandButton
      Icon={isRetry ? PencilLine : Copy}
      word={isRetry ? jobPageWords.actions.edit : jobPageWords.actions.duplicate}
      asking={jobPageWords.actions.opening}
      title={isRetry ? jobPageWords.actions.editTitle : jobPageWords.actions.duplicateTitle}
      label={job.label}
      right="job.repeat"
      command={open}
    />
  )
}

const noForm = {
  status: 0,
  code: 'no_form',
  detail: jobPageWords.actions.noForm,
}
