'use client'

import { Trash2 } from 'lucide-react'
import type { MouseEvent } from 'react'
import { ask } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { formatCount } from '#components/format/quantity.ts'
import { useLocale } from '#components/format/use-locale.ts'
import { useToasts } from '#components/ui/toasts.tsx'
import { jobPageWords } from '#components/words/job-page-words.ts'
import type { Job } from '#core/job.ts'
import { isFinished } from '#core/job-state.ts'
import { CommandButton } from './command-button.tsx'
import { deleteLater } from './delete-later.tsx'

/**
 * Deletes a job that does not run, with all it made. A single one that has ended goes after five seconds in which that can be undone. Of any
 * other it is asked first: in five seconds it might have begun to run, and of a family more goes than is seen.
 */
export function DeleteButton({ job, onDeleted }: { job: Job; onDeleted?: () => void }) {
  const locale = useLocale()
  const toasts = useToasts()
  if (job.state === 'running') return null
  const family = job.children?.total ?? 0
  const canUndo = isFinished(job.state) && family === 0
  const { id, label } = job

  async function remove({ detail }: MouseEvent) {
    // A key has pressed it no times.
    if (canUndo) deleteLater({ id, label }, toasts, detail > 0)
    else {
      await ask(jobPath.job(id), { method: 'DELETE' })
      toasts.show({ kind: 'done', text: jobPageWords.actions.deleted(label) })
    }
    onDeleted?.()
  }

  return (
    <CommandButton
      Icon={Trash2}
      word={jobPageWords.actions.delete}
      asking={jobPageWords.actions.deleting}
      sure={canUndo ? undefined : jobPageWords.actions.sureToDelete(formatCount(family + 1, locale), family + 1)}
      title={jobPageWords.actions.deleteTitle}
      label={label}
      right="job.remove"
      command={remove}
    />
  )
}
