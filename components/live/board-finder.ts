import type { Board } from '#core/board.ts'
import type { Job } from '#core/job.ts'
import { type JobState, jobStates } from '#core/job-state.ts'
import type { Columns, LiveWatch } from './live-watch.ts'

/** Whether every word of a search stands somewhere in what people know of a job. */
export function matchesSearch(job: Job, search: string): boolean {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return true
  const error = job.state === 'failure' || job.state === 'pending' ? job.error?.message : undefined
  const text = [job.label, job.type, job.id, job.stage, job.progress.message, error, ...job.tags]
    .join('\n')
    .toLowerCase()
  return wanted.every((word) => text.includes(word))
}

/** Picks the columns of a board that a search finds. Returns the same arrays until one of them changes. */
export function boardFinder(search: string): (watch: LiveWatch) => Columns {
  let jobs: Board | undefined
  let found: Columns = { pending: [], running: [], success: [], failure: [] }
  return (watch) => {
    const columns = watch.columns()
    if (!search.trim()) return columns
    if (jobs === watch.jobs()) return found
    jobs = watch.jobs()
    const matches = (id: string) => {
      const job = watch.job(id)
      return job !== undefined && matchesSearch(job, search)
    }
    const now = jobStates.map((state) => {
      const ids = columns[state].filter(matches)
      return [state, isSameList(ids, found[state]) ? found[state] : ids] as const
    })
    const next = Object.fromEntries(now) as Record<JobState, readonly string[]> // keys are exactly jobStates
    if (jobStates.some((state) => next[state] !== found[state])) found = next
    return found
  }
}

/** Whether two lists say the same in the same order. */
export const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index])
