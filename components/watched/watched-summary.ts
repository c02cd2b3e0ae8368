import type { Board } from '#core/board.ts'
import type { Job } from '#core/job.ts'
import { isFinished } from '#core/job-state.ts'

/** How far the jobs are that somebody waits for. */
export interface WatchedSummary {
  /** How many have not ended. */
  underway: number
  /** How far they are together, in percent; null when nobody knows. */
  percent: number | null
}

export const nothingWatched: WatchedSummary = { underway: 0, percent: null }

/** Sums up the jobs of a browser; whoever has not said how far it is stands at its beginning, unless none has said it. */
export function summaryOf(jobs: Iterable<Job>): WatchedSummary {
  const underway = [...jobs].filter(({ state }) => !isFinished(state))
  if (underway.length === 0) return nothingWatched
  const known = underway.flatMap(({ state, progress }) => (state === 'running' ? (progress.percent ?? []) : []))
  const sum = known.reduce((total, percent) => total + percent, 0)
  return { underway: underway.length, percent: known.length > 0 ? Math.floor(sum / underway.length) : null }
}

/** Which of the jobs that somebody waits for have ended by now, and which are not there any more. */
export function endsOf(ids: readonly string[], jobs: Board): { ended: Job[]; missing: string[] } {
  const ended = ids.flatMap((id) => jobs.get(id) ?? []).filter(({ state }) => isFinished(state))
  return { ended, missing: ids.filter((id) => !jobs.has(id)) }
}
