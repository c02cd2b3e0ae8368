import type { Action } from '#core/can.ts'
import type { Job } from '#core/job.ts'

/** The parts of a job's page that one looks at one at a time, in their order. */
export const jobTabIds = ['input', 'result', 'logs', 'attempts', 'children', 'raw'] as const
export type JobTabId = (typeof jobTabIds)[number]

const rights: Partial<Record<JobTabId, Action>> = { input: 'job.input.view', result: 'job.result.view' }

/** The tabs of a job for somebody: what they may not see is not there, nor are the children of a job without any. */
export function jobTabs(job: Job, may: (action: Action) => boolean): JobTabId[] {
  return jobTabIds.filter((id) => {
    const right = rights[id]
    if (right && !may(right)) return false
    return id !== 'children' || hasChildren(job)
  })
}

const hasChildren = ({ children }: Job): boolean => children !== undefined && children.total > 0

/** What most people want to see of a job where it is, of the tabs there are. */
export function firstTab(job: Job, tabs: readonly JobTabId[]): JobTabId {
  return wantedTabs(job).find((id) => tabs.includes(id)) ?? 'raw'
}

function wantedTabs(job: Job): JobTabId[] {
  const hasFailedChild = (job.children?.failed ?? 0) > 0
  switch (job.state) {
    case 'pending':
      return hasChildren(job) ? ['children'] : job.attempt.current > 0 ? ['attempts'] : ['input', 'logs']
    case 'running':
      return hasChildren(job) ? ['children'] : ['logs']
    case 'success':
      return ['result', 'logs']
    case 'failure':
      return hasFailedChild ? ['children'] : ['attempts']
  }
}

/** How many attempts there were, for the label; none before the first. */
export const attemptsTold = (job: Job): number => Math.max(job.attempts.length, job.attempt.current)
