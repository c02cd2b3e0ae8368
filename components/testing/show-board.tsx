import { act, render } from '@testing-library/react'
import { NuqsTestingAdapter } from 'nuqs/adapters/testing'
import { onTestFinished } from 'vitest'
import { Board } from '#components/board/board.tsx'
import { JobTypesProvider } from '#components/job/job-types.tsx'
import { LiveStore } from '#components/live/live-store.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import type { WatchListener, WatchTransport } from '#components/live/watch-transport.ts'
import { MeProvider } from '#components/sign-in/me-context.tsx'
import { ToastList } from '#components/ui/toast-list.ts'
import { ToastContext, Toasts } from '#components/ui/toasts.tsx'
import type { Job } from '#core/job.ts'
import type { Me } from '#core/sign-in.ts'
import { sampleJobs } from './sample-jobs.ts'
import { sampleType } from './sample-type.ts'

/** A board whose server knows `jobs`. */
export async function showBoard(...jobs: Job[]) {
  return showBoardAt('', ...jobs)
}

/** The same at an address that narrows it. */
export async function showBoardAt(address: string, ...jobs: Job[]) {
  return showBoardTo(undefined, address, ...jobs)
}

/** The same to somebody in particular; to nobody in particular everything is offered. */
export async function showBoardTo(me: Me | undefined, address: string, ...jobs: Job[]) {
  let listener: WatchListener | undefined
  let watch = ''
  const transport: WatchTransport = {
    connect(given) {
      listener = given
      given.connected()
    },
    watch(request, answer) {
      watch = request.watch
      answer({ ok: true, mode: 'snapshot', cursor: { epoch: 'e', streams: {} }, jobs, now: Date.now() })
    },
    unwatch() {},
    close() {},
  }
  const store = new WatchStore(transport, {
    schedule: (work) => {
      queueMicrotask(work)
      return () => undefined
    },
  })
  onTestFinished(() => store.close())
  const toasts = new ToastList()
  onTestFinished(() => {
    for (const { id } of toasts.read()) toasts.dismiss(id)
  })
  const board = (
    <LiveStore value={store}>
      <NuqsTestingAdapter searchParams={address}>
        <ToastContext value={toasts}>
          <JobTypesProvider types={[sampleType]}>
            <Board />
          </JobTypesProvider>
          <Toasts />
        </ToastContext>
      </NuqsTestingAdapter>
    </LiveStore>
  )
  await act(async () => {
    render(me ? <MeProvider me={me}>{board}</MeProvider> : board)
  })
  return (percent: number) =>
    listener?.changes({
      watch,
      n: 1,
      cursor: { epoch: 'e', streams: {} },
      events: [{ type: 'progressed', id: sampleJobs.running.id, version: '2-0', attempt: 1, progress: { percent } }],
    })
}
