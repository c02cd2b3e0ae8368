import { Unplug } from 'lucide-react'
import type { Job } from '#core/job.ts'
import { workerLost } from '#core/job-flags.ts'
import { job as w } from '#words/job.ts'

/** Says that nobody works on a running job just now. */
export function WorkerLostNote({ job }: { job: Pick<Job, 'flags'> }) {
  if (!job.flags.includes(workerLost)) return null
  return (
    <p className="flex items-start gap-1.5 text-failure text-sm">
      <Unplug className="mt-0.5 size-4 shrink-0" aria-hidden />
      {w.workerLost}
    </p>
  )
}
