import { can } from '#core/can.ts'
import type { Principal } from '#core/principal.ts'
import type { View } from '#core/view.ts'

/** How much of a view somebody is shown: all of it, or only the jobs of one owner. */
export interface ViewScope {
  owner?: string
}

/** Undefined when somebody may not watch this at all. Whoever may see own jobs only is shown nothing else, whatever they ask for. */
export function viewScope(principal: Principal, view: View): ViewScope | undefined {
  if (view.kind === 'ops') return can(principal, 'ops.view') ? {} : undefined
  if (view.kind === 'schedules') return can(principal, 'schedule.view') ? {} : undefined
  if (can(principal, 'board.view-all')) return {}
  return can(principal, 'job.view', { kind: 'job', owner: principal.id }) ? { owner: principal.id } : undefined
}
