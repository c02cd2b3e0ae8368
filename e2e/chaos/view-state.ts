import type { LiveWatch } from '#components/live/live-watch.ts'
import type { Job } from '#core/job.ts'
import { isSame } from '#core/same.ts'
import type { Counts } from '#core/view.ts'

/** What a person sees of a view. */
export interface ViewState {
  columns: Record<string, readonly string[]>
  jobs: Map<string, Job | undefined>
  counts?: Counts
}

export function viewStateOf(watch: LiveWatch, perState = Number.POSITIVE_INFINITY): ViewState {
  const columns = Object.fromEntries(
    Object.entries(watch.columns()).map(([name, ids]) => [name, ids.slice(0, perState)]),
  )
  const ids = Object.values(columns).flat()
  return { columns, jobs: new Map(ids.map((id) => [id, watch.job(id)])), counts: watch.counts }
}

/** The first difference as a sentence; undefined when both show the same. */
export function differenceOf(shown: ViewState, fresh: ViewState): string | undefined {
  for (const [state, ids] of Object.entries(fresh.columns)) {
    const here = shown.columns[state] ?? []
    const missing = ids.filter((id) => !here.includes(id))
    const extra = here.filter((id) => !ids.includes(id))
    if (missing.length + extra.length > 0) return `${state} lacks [${missing}] and has [${extra}] in addition`
    if (!isSame(here, ids)) return `${state} is in another order`
  }
  for (const [id, job] of fresh.jobs) {
    // A snapshot carries the version of its moment, the fold that of the job's last event.
    const [a, b] = [shown.jobs.get(id), job].map((known) => ({ ...known, version: undefined }))
    if (!isSame(a, b)) return `${id} is shown as ${JSON.stringify(a)} and is ${JSON.stringify(b)}`
  }
  if (!isSame(shown.counts, fresh.counts)) {
    return `the counts are ${JSON.stringify(shown.counts)} and should be ${JSON.stringify(fresh.counts)}`
  }
  return undefined
}
