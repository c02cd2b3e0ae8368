'use client'

import { Share2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '#components/sign-in/me-context.tsx'
import { Button } from '#components/ui/button.tsx'
import { ModalLoading } from '#components/ui/modal-loading.tsx'
import { words } from '#components/words/words.ts'
import type { Job } from '#core/job.ts'

const ShareDialog = lazy(() => import('./share-dialog.tsx').then((module) => ({ default: module.ShareDialog })))

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
      {isOpen && (
        <Suspense fallback={<ModalLoading title={words.shell.loading} onClose={() => setOpen(false)} />}>
          <ShareDialog id={id} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
