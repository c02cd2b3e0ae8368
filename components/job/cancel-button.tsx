'use client'

import { CircleStop } from 'lucide-react'
import { useState } from 'react'
import { askPost, reasonOf } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { formatCount } from '#components/format/quantity.ts'
import { useMay } from '#components/sign-in/me-context.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Job } from '#core/job.ts'
import { cancelling } from '#core/job-flags.ts'
import { openChildren } from './children-words.ts'

/** Asks for the end of a job. It takes a second click where others end with it. What becomes of that shows on the job itself, by the socket. */
export function CancelButton({ job, size }: { job: Job; size?: 'small' | 'normal' }) {
  const [asking, setAsking] = useState(false)
  const [isUnsure, setUnsure] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const isOffered = useMay('job.cancel')
  const isAsked = asking || job.flags.includes(cancelling)
  const others = job.children ? openChildren(job.children) : 0
  const word = isAsked ? 'Cancelling…' : isUnsure ? `End ${formatCount(others + 1)} jobs` : 'Cancel'

  if (!isOffered) return null

  async function cancel() {
    // Not `disabled`: that would take the keyboard's place on the page away.
    if (isAsked) return
    if (others > 0 && !isUnsure) return setUnsure(true)
    setUnsure(false)
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
        onBlur={() => setUnsure(false)}
        className={`aria-disabled:cursor-not-allowed aria-disabled:opacity-60 ${isUnsure ? 'border-failure! text-failure!' : ''}`}
        aria-label={
          isUnsure ? `${word}: ${job.label} and its child jobs` : `${isAsked ? 'Cancelling' : 'Cancel'} ${job.label}`
        }
      >
        <CircleStop className="size-3.5" aria-hidden />
        {word}
      </Button>
      {refusal && (
        <p role="alert" className="basis-full text-failure text-xs">
          {refusal}
        </p>
      )}
    </>
  )
}
