'use client'

import { Share2 } from 'lucide-react'
import { ActionButton, closeMenu } from '#components/job/action-button.tsx'
import { useMay } from '#components/sign-in/me-context.tsx'
import { jobPageWords } from '#components/words/job-page-words.ts'

/** Asks for the dialog that makes links to a job. Whoever shows it outlives this button, which comes and goes with the state of the job. */
export function ShareButton({ label, onPress }: { label: string; onPress: () => void }) {
  if (!useMay('job.share')) return null
  return (
    <ActionButton
      Icon={Share2}
      word={jobPageWords.actions.share}
      onClick={({ currentTarget }) => {
        // The menu has given the focus back by then, and so the dialog gives it to where the menu is.
        closeMenu(currentTarget)
        onPress()
      }}
      aria-label={jobPageWords.actions.shareOf(label)}
      aria-haspopup="dialog"
    />
  )
}
