import { can, type Requester } from '#core/can.ts'
import type { LinkScope } from '#core/job-link.ts'
import type { Principal } from '#core/principal.ts'
import type { View } from '#core/view.ts'

/** How much of a view somebody is shown: all of it, or only the jobs of one owner. */
export interface ViewScope {
  owner?: string
  /** Only what a link of this scope shows. */
  link?: LinkScope
}

/** Undefined when somebody may not watch this at all. Whoever may see own jobs only is shown nothing else, whatever they ask for. */
export function viewScope(who: Requester, view: View): ViewScope | undefined {
  if (!('link' in who)) return principalScope(who, view)
  if (view.kind !== 'job' || view.logs) return undefined
  return can(who, 'job.follow', { kind: 'job', id: view.id, owner: undefined }) ? { link: who.link.scope } : undefined
}

function principalScope(principal: Principal, view: View): ViewScope | undefined {
  if (view.kind === 'ops') return can(principal, 'ops.view') ? {} : undefined
  if (view.kind === 'schedules') return can(principal, 'schedule.view') ? {} : undefined
  const isMine = view.kind === 'board' && view.filter?.mine === true
  if (!isMine && can(principal, 'board.view-all')) return {}
  return can(principal, 'job.view', { kind: 'job', owner: principal.id }) ? { owner: principal.id } : undefined
}
