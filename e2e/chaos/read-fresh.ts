import type { LiveWatch } from '#components/live/live-watch.ts'
import type { View } from '#core/view.ts'
import { ModelBrowser } from './model-browser.ts'
import { type ViewState, viewStateOf } from './view-state.ts'

export interface FreshView {
  state: ViewState
  cursor: LiveWatch['cursor']
}

let readings = 0

/** What a browser that comes now is told of the same jobs, by a watch that nobody shares. */
export async function readFresh(url: string, views: readonly View[]): Promise<FreshView[]> {
  const browser = new ModelBrowser({ name: 'fresh', urls: [url], tags: new Map() })
  try {
    readings += 1
    const watches = await Promise.all(views.map((view) => browser.watch(unshared(view, readings))))
    return watches.map((watch, index) => {
      const view = views[index]
      return { cursor: watch.cursor, state: viewStateOf(watch, view?.kind === 'board' ? view.perState : undefined) }
    })
  } finally {
    browser.close()
  }
}

/** The server lets equal views share what it knows; one that nobody else has is read from Redis. */
function unshared(view: View, reading: number): View {
  const nobody = `rehearsal:nobody-${reading}`
  if (view.kind === 'board') return { ...view, perState: 150 + (reading % 50) }
  if (view.kind === 'ops' || view.kind === 'schedules') return view
  return { kind: 'jobs', ids: view.kind === 'job' ? [view.id, nobody] : [...view.ids, nobody] }
}
