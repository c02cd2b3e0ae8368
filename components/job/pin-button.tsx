'use client'

import { Pin, PinOff } from 'lucide-react'
import { useState } from 'react'
import { ask, reasonOf } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { Button } from '#components/ui/button.tsx'
import type { Job } from '#core/job.ts'
import { pinned } from '#core/job-flags.ts'
import { keptUntil } from '#core/kept-until.ts'

/** Keeps a finished job beyond its time, or lets the time count on. Only where there is a time: other programs' jobs have none. */
export function PinButton({ job, size }: { job: Job; size?: 'small' | 'normal' }) {
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const isPinned = job.flags.includes(pinned)
  if (!isPinned && keptUntil(job) === undefined) return null

  async function toggle() {
    setAsking(true)
    setRefusal(undefined)
    // Whether it was done shows on the job itself, by the socket.
    await ask(jobPath.pin(job.id), { method: isPinned ? 'DELETE' : 'POST' }).catch((error: unknown) =>
      setRefusal(reasonOf(error)),
    )
    setAsking(false)
  }

  const Icon = isPinned ? PinOff : Pin
  const word = isPinned ? 'Unpin' : 'Pin'
  const title = isPinned ? 'Let its time count on' : 'Keep it, with its result and files, until it is unpinned'
  return (
    <>
      <Button size={size} onClick={toggle} disabled={asking} title={title} aria-label={`${word} ${job.label}`}>
        <Icon className="size-3.5" aria-hidden />
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
