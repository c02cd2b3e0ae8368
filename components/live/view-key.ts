import type { BoardView, View } from '#core/view.ts'

const sorted = (names: readonly string[] | undefined) => [...new Set(names ?? [])].sort()

function boardKey({ perState, filter = {} }: BoardView): string {
  const { types, tags, queues, since, mine, ...unkeyed } = filter
  // A filter that is forgotten here would do nothing: this does not compile then.
  const all: Record<string, never> = unkeyed
  return JSON.stringify(['board', perState, sorted(types), sorted(tags), sorted(queues), since, mine ?? false, all])
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
