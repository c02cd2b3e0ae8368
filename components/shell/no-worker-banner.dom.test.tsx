// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { LiveStore } from '#components/live/live-store.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import type { WatchListener, WatchTransport } from '#components/live/watch-transport.ts'
import { NoWorkerBanner } from './no-worker-banner.tsx'

/** A page whose server answers with `workers`; gives how to let the server and the connection say more. */
async function showBanner(workers: number | undefined) {
  let listener: WatchListener | undefined
  let watch = ''
  const cursor = { epoch: 'e', streams: {} }
  const transport: WatchTransport = {
    connect(given) {
      listener = given
      given.connected()
    },
    watch(request, answer) {
      watch = request.watch
      answer({ ok: true, mode: 'snapshot', cursor, jobs: [], now: Date.now(), workers })
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
  await act(async () => {
    render(
      <LiveStore value={store}>
        <NoWorkerBanner />
      </LiveStore>,
    )
    store.subscribe({ kind: 'board', perState: 1 }, () => undefined)
  })
  return {
    mark: (now: number | undefined) =>
      act(async () => listener?.mark({ watch, n: 0, cursor, now: Date.now(), workers: now })),
    disconnect: () => act(async () => listener?.disconnected()),
  }
}

const words = 'No worker is online. Jobs wait until one is.'

test.each([undefined, 1, 2])('with %s workers the page says nothing', async (workers) => {
  await showBanner(workers)
  expect(screen.queryByText(words)).toBeNull()
})

test('[F33] without a worker every page says that jobs wait, until there is one again', async () => {
  const { mark } = await showBanner(0)
  expect(screen.getByRole('status')).toHaveTextContent(words)
  await mark(1)
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
})

test('a worker that leaves while the page is open is told with the next mark', async () => {
  const { mark } = await showBanner(1)
  await mark(0)
  expect(screen.getByText(words)).toBeVisible()
})

test('a page that has lost the server does not know whether there is a worker', async () => {
  const { disconnect } = await showBanner(0)
  await disconnect()
  expect(screen.queryByText(words)).toBeNull()
})
