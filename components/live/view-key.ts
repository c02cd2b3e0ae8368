import type { BoardView, View } from '#core/view.ts'

const sorted = (names: readonly string[] | undefined) => [...new Set(names ?? [])].sort()

function boardKey({ perState, filter = {} }: BoardView): string {
  const { types, tags, queues, since } = filter
  return JSON.stringify(['board', perState, sorted(types), sorted(tags), sorted(queues), since])
}

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
      return boardKey(view)
  }
}
