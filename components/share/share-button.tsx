'use client'

import { Share2 } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '#components/sign-in/me-context.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Job } from '#core/job.ts'
import { ShareDialog } from './share-dialog.tsx'

/** Opens the dialog that makes links to a job. */
export function ShareButton({ job: { id, label } }: { job: Job }) {
  const [isOpen, setOpen] = useState(false)
  if (!useMay('job.share')) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={`Share ${label}`} aria-haspopup="dialog">
        <Share2 className="size-3.5" aria-hidden />
        Share
      </Button>
      {isOpen && <ShareDialog id={id} onClose={() => setOpen(false)} />}
    </>
  )
}
