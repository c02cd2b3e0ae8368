'use client'

import { Plus } from 'lucide-react'
import { useMay } from '#components/sign-in/me-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { words } from '#components/words/words.ts'
import { useNewJob } from './new-job-context.ts'

export function NewJobButton({ look = 'primary' }: { look?: 'primary' | 'plain' }) {
  const { open } = useNewJob()
  if (!useMay('job.submit')) return null
  return (
    <Button
      look={look}
      onClick={() => open()}
      aria-keyshortcuts="n"
      title={words.shell.withKey(words.shell.newJob, 'n')}
    >
      <Plus className="size-4" aria-hidden />
      {words.shell.newJob}
    </Button>
  )
}
