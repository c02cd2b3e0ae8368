'use client'

import { Link2 } from 'lucide-react'
import { jobPath } from '#components/api/job-path.ts'
import { ActionButton, closeMenu } from '#components/job/action-button.tsx'
import { useToasts } from '#components/ui/toasts.tsx'
import { jobPageWords } from '#components/words/job-page-words.ts'

/** Copies the address of a job's page, for who may sign in. */
export function CopyLinkButton({ id }: { id: string }) {
  const toasts = useToasts()

  async function copy(button: Element) {
    closeMenu(button)
    try {
      await navigator.clipboard.writeText(new URL(jobPath.page(id), location.href).href)
      toasts.show({ kind: 'done', text: jobPageWords.actions.linkCopied })
    } catch {
      // Browsers refuse without https or permission; the address stands in their own bar as well.
      toasts.show({ kind: 'wrong', text: jobPageWords.actions.linkNotCopied })
    }
  }

  return (
    <ActionButton
      Icon={Link2}
      word={jobPageWords.actions.copyLink}
      onClick={({ currentTarget }) => void copy(currentTarget)}
    />
  )
}
