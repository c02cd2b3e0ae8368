import type { Board } from '#core/board.ts'
import type { Job } from '#core/job.ts'
import { type JobState, jobStates } from '#core/job-state.ts'
import { typeStage } from '#core/type-stage.ts'
import type { Columns, LiveWatch } from './live-watch.ts'

/** What the page picks of the jobs that a board was told of. */
export interface Sought {
  /** Words that stand in what people know of a job. */
  search: string
  /** The custom states a job may be in, as `<type>/<stage>`; of none, any. */
  stages: readonly string[]
}

export const everything: Sought = { search: '', stages: [] }

/** What people call the stage a job is in. */
export type StageOf = (job: Job) => string | undefined

const ownName: StageOf = ({ stage }) => stage

/** More of a search is not looked at: it is compared with every card, each time one changes. */
const longestSearch = 200

/** Whether every word of a search stands somewhere in what people know of a job. */
export function matchesSearch(job: Job, search: string, stageOf = ownName): boolean {
  const wanted = search.slice(0, longestSearch).toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return true
  const error = job.state === 'failure' || job.state === 'pending' ? job.error?.message : undefined
  const text = [job.label, job.type, job.id, job.stage, stageOf(job), job.progress.message, error, ...job.tags]
    .join('\n')
    .toLowerCase()
  return wanted.every((word) => text.includes(word))
}

/** Picks the columns of what is sought on a board. Returns the same arrays until one of them changes. */
export function boardFinder({ search, stages }: Sought, stageOf = ownName): (watch: LiveWatch) => Columns {
  let jobs: Board | undefined
  let found: Columns = { pending: [], running: [], success: [], failure: [] }
  return (watch) => {
    const columns = watch.columns()
    if (!search.trim() && stages.length === 0) return columns
    if (jobs === watch.jobs()) return found
    jobs = watch.jobs()
    const matches = (id: string) => {
      const job = watch.job(id)
      if (!job || (stages.length > 0 && !stages.includes(typeStage(job) ?? ''))) return false
      return matchesSearch(job, search, stageOf)
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
