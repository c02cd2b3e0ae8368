import { Moment } from '#components/time/moment.tsx'
import type { Job } from '#core/job.ts'
import { keptUntil } from './kept-until.ts'

/** How long a person has to come back. */
export function KeptNote({ job }: { job: Job }) {
  const until = keptUntil(job)
  if (until === undefined) return null
  return (
    <span>
      kept until <Moment at={until} as="day" />
    </span>
  )
}
