'use client'

import { type ReactNode, useState } from 'react'
import { timeLeftWords } from '#components/format/time-left-words.ts'
import { useNow } from '#components/live/use-now.ts'
import type { JobIn } from '#core/job.ts'
import { followPace, timeLeft } from '#core/time-left.ts'
import { job as w } from '#words/job.ts'

interface TimeLeftProps {
  job: JobIn<'running'>
  /** What stands after it. */
  after?: string
  /** What stands there while nobody can say. */
  children?: ReactNode
}

/** How long a running job will take if it goes on as fast as lately. */
export function TimeLeft({ job, after, children }: TimeLeftProps) {
  const [before, setPace] = useState(() => followPace(undefined, job))
  const pace = followPace(before, job)
  if (pace !== before) setPace(pace)
  const now = useNow()
  const left = pace && now !== undefined ? timeLeft(pace, now) : undefined
  if (left === undefined) return children
  return (
    <span title={w.pace}>
      {timeLeftWords(left)}
      {after}
    </span>
  )
}
