import type { View } from '#core/view.ts'

const sorted = (names: readonly string[] | undefined) => [...new Set(names ?? [])].sort()

/** The same text for views that show the same jobs, so that they share one watch. */
export function viewKey(view: View): string {
  switch (view.kind) {
    case 'job':
      return JSON.stringify(['job', view.id, view.logs ?? false])
    case 'jobs':
      return JSON.stringify(['jobs', sorted(view.ids)])
    case 'ops':
    case 'schedules':
      return JSON.stringify([view.kind])
    case 'board':
      return JSON.stringify(['board', view.perState, sorted(view.filter?.types), sorted(view.filter?.tags)])
  }
}
