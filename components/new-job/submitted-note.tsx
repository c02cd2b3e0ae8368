'use client'

import { PackageCheck, X } from 'lucide-react'
import Link from 'next/link'
import { jobPath } from '#components/api/job-path.ts'
import { Button } from '#components/ui/button.tsx'
import type { Submitted } from './new-job-context.ts'

/** The receipt for a submitted job. The region is always there, so that what appears in it is read out. */
export function SubmittedNote({ submitted, onDismiss }: { submitted: Submitted | undefined; onDismiss: () => void }) {
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-0 z-40 flex justify-center p-4">
      {submitted && (
        <div className="arrive pointer-events-auto flex items-center gap-3 rounded-lg border border-line bg-surface py-2 pr-2 pl-4 shadow-lg">
          <PackageCheck className="size-4 text-success" aria-hidden />
          <p>
            {submitted.title} submitted.{' '}
            <Link
              href={jobPath.page(submitted.id)}
              prefetch={false}
              onClick={onDismiss}
              className="font-medium text-accent underline underline-offset-4"
            >
              Follow it
            </Link>
          </p>
          <Button look="quiet" size="small" onClick={onDismiss} aria-label="Dismiss">
            <X className="size-4" aria-hidden />
          </Button>
        </div>
      )}
    </div>
  )
}
