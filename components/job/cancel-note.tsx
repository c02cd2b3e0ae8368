import { CircleStop } from 'lucide-react'
import type { Job } from '#core/job.ts'
import { cancelling, workerBusy } from '#core/job-flags.ts'
import { job as w } from '#words/job.ts'

/** What has become of the wish to end a running job so far; undefined when nobody has it. */
export function cancelWords({ flags }: Pick<Job, 'flags'>): string | undefined {
  if (!flags.includes(cancelling)) return undefined
  return flags.includes(workerBusy) ? w.workerBusy : w.cancelling
}

/** Says that somebody asked for the end of a running job. */
export function CancelNote({ job }: { job: Pick<Job, 'flags'> }) {
  const said = cancelWords(job)
  if (!said) return null
  return (
    <p className={`flex items-start gap-1.5 text-sm ${job.flags.includes(workerBusy) ? 'text-failure' : 'text-muted'}`}>
      <CircleStop className="mt-0.5 size-4 shrink-0" aria-hidden />
      {said}
    </p>
  )
}
