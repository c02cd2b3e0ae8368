import { formatPercent } from '#components/format/quantity.ts'
import { jobStateLook } from '#components/job-state-look.ts'
import { words } from '#components/words/words.ts'
import type { Job } from '#core/job.ts'

/** What the browser's tab says, so that a person can leave the page and still see how far it is. */
export function tabTitle(job: Job): string {
  const isCounting = job.state === 'running' && job.progress.percent !== null
  const where = isCounting ? formatPercent(job.progress.percent ?? 0) : jobStateLook[job.state].word
  return words.shell.tab(`${where} · ${job.label}`)
}
