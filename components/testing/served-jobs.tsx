import { act, render } from '@testing-library/react'
import { JobTypesProvider } from '#components/job/job-types.tsx'
import { LiveStore } from '#components/live/live-store.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import type { WatchListener, WatchTransport } from '#components/live/watch-transport.ts'
import type { Job } from '#core/job.ts'
import type { JobEvent } from '#core/job-event.ts'
import { sampleType } from './sample-type.ts'

/** A server that knows `jobs`, and tells what happens to them. */
export function serverOf(jobs: readonly Job[]) {
  const watches = new Map<string, readonly string[]>()
  let listener: WatchListener | undefined
  const transport: WatchTransport = {
    connect(given) {
      listener = given
      given.connected()
    },
    watch({ watch, view }, answer) {
      const ids = view.kind === 'jobs' ? view.ids : []
      watches.set(watch, ids)
      const found = jobs.filter((job) => ids.includes(job.id))
      answer({ ok: true, mode: 'snapshot', cursor: { epoch: 'e', streams: {} }, jobs: found, now: Date.now() })
    },
    unwatch: (watch) => void watches.delete(watch),
    close() {},
  }
  const schedule = (work: () => void) => {
    queueMicrotask(work)
    return () => undefined
  }
  const tell = (event: JobEvent) => {
    for (const [watch, ids] of watches) {
      if (ids.includes(event.id)) {
        listener?.changes({ watch, n: 1, cursor: { epoch: 'e', streams: {} }, events: [event] })
      }
    }
  }
  return { store: new WatchStore(transport, { schedule, lingerMs: 0 }), watches, tell }
}

/** Draws `element` as a part of a page that follows `store`. */
export async function show(store: WatchStore, element: React.ReactElement) {
  await act(async () => {
    render(
      <LiveStore value={store}>
        <JobTypesProvider types={[sampleType]}>{element}</JobTypesProvider>
      </LiveStore>,
    )
  })
}
