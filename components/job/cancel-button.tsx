'use client'

import { CircleStop } from 'lucide-react'
import { useState } from 'react'
import { askPost, reasonOf } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { Button } from '#components/ui/button.tsx'
import type { Job } from '#core/job.ts'
import { cancelling } from '#core/job-flags.ts'

/** Asks for the end of a job. What becomes of that shows on the job itself, by the socket. */
export function CancelButton({ job, size }: { job: Job; size?: 'small' | 'normal' }) {
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const isAsked = asking || job.flags.includes(cancelling)

  async function cancel() {
    // Not `disabled`: that would take the keyboard's place on the page away.
    if (isAsked) return
    setAsking(true)
    setRefusal(undefined)
    await askPost(jobPath.cancel(job.id)).catch((error: unknown) => setRefusal(reasonOf(error)))
    setAsking(false)
  }

  return (
    <>
      <Button
        size={size}
        onClick={cancel}
        aria-disabled={isAsked}
        className="aria-disabled:cursor-not-allowed aria-disabled:opacity-60"
        aria-label={isAsked ? `Cancelling ${job.label}` : `Cancel ${job.label}`}
      >
        <CircleStop className="size-3.5" aria-hidden />
        {isAsked ? 'Cancelling…' : 'Cancel'}
      </Button>
      {refusal && (
        <p role="alert" className="basis-full text-failure text-xs">
          {refusal}
        </p>
      )}
    </>
  )
}
