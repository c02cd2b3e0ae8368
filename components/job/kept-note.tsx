import { Moment } from '#components/time/moment.tsx'
import { Sentence } from '#components/words/sentence.tsx'
import type { Job } from '#core/job.ts'
import { pinned } from '#core/job-flags.ts'
import { keptUntil } from '#core/kept-until.ts'
import { job as w } from '#words/job.ts'

/** Whether there is anything to say about how long a job is kept. */
export const hasKeptNote = (job: Job): boolean => job.flags.includes(pinned) || keptUntil(job) !== undefined

/** How long a person has to come back. */
export function KeptNote({ job }: { job: Job }) {
  if (job.flags.includes(pinned)) return <span>{w.pinned}</span>
  const until = keptUntil(job)
  if (until === undefined) return null
  return (
    <span>
      <Sentence text={w.keptUntil} parts={{ time: <Moment at={until} as="day" /> }} />
    </span>
  )
}
