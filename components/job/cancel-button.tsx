'use client'

import { CircleStop } from 'lucide-react'
import { askPost } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { words } from '#components/words/words.ts'
import type { Job } from '#core/job.ts'
import { cancelling } from '#core/job-flags.ts'
import { openChildren } from './children-words.ts'
import { CommandButton } from './command-button.tsx'

/** Asks for the end of a job. It takes a second click where others end with it. What becomes of that shows on the job itself, by the socket. */
export function CancelButton({ job }: { job: Job }) {
  const locale = useLocale()
  const others = job.children ? openChildren(job.children) : 0
  const all = words.actions.endAll(formatCount(others + 1, locale))
  return (
    <CommandButton
      Icon={CircleStop}
      word={words.actions.cancel}
      asking={words.actions.cancelling}
      sure={others > 0 ? all : undefined}
      sureLabel={words.actions.withChildren(all, job.label)}
      label={job.label}
      right="job.cancel"
      isAsked={job.flags.includes(cancelling)}
      command={() => askPost(jobPath.cancel(job.id))}
    />
  )
}
