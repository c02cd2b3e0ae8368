import { Moment } from '#components/time/moment.tsx'
import type { Job } from '#core/job.ts'
import { pinned } from '#core/job-flags.ts'
import { keptUntil } from '#core/kept-until.ts'

/** Whether there is anything to say about how long a job is kept. */
export const hasKeptNote = (job: Job): boolean => job.flags.includes(pinned) || keptUntil(job) !== undefined

/** How long a person has to come back. */
export function KeptNote({ job }: { job: Job }) {
  if (job.flags.includes(pinned)) return <span>pinned, kept until it is unpinned</span>
  const until = keptUntil(job)
  if (until === undefined) return null
  return (
    <span>
      kept until <Moment at={until} as="day" />
    </span>
  )
}
