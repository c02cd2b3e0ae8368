// @vitest-environment jsdom
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { LiveStore } from '#components/live/live-store.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import type { WatchTransport } from '#components/live/watch-transport.ts'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import { stubDialog } from '#components/testing/stub-dialog.ts'
import { workerLost } from '#core/job-flags.ts'
import type { Ops, OpsWorker } from '#core/ops.ts'
import type { WatchAck } from '#core/protocol.ts'
import { noCounts } from '#core/view.ts'
import { WorkersPage } from './workers-page.tsx'

beforeAll(stubDialog)

const cursor = { epoch: 'e', streams: {} }
const nobody: Ops = { queues: [], workers: [], lost: [], caughtUp: true, badEntries: 0 }
const worker: OpsWorker = {
  ...{ name: 'w1', host: 'bee', pid: 7, startedAt: 0, seenAt: 0, types: ['report'], jobs: [sampleJobs.running.id] },
}

async function show(ops: Ops | undefined, job = sampleJobs.running) {
  const transport: WatchTransport = {
    connect: (listener) => listener.connected(),
    watch({ view }, answer) {
      const refused: WatchAck = { ok: false, code: 'forbidden', detail: 'You may not watch this.' }
      const shown = view.kind === 'ops' ? { ops } : { jobs: [job] }
      answer(ops ? { ok: true, mode: 'snapshot', cursor, now: Date.now(), ...shown } : refused)
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
        <WorkersPage />
      </LiveStore>,
    )
  })
}

test('without a worker the page says what that means and what to do', async () => {
  await show(nobody)
  expect(screen.getByText('No worker is online')).toBeVisible()
  expect(screen.getByText('WAYBILL_ROLE=worker npm start')).toBeVisible()
})

test('what cannot be known is not said to be nothing', async () => {
  await show({ ...nobody, workers: undefined, lost: undefined, caughtUp: false })
  expect(screen.queryByText('No worker is online')).toBeNull()
  expect(screen.getByText(/not known at the moment which workers/)).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent('The server does not hear from Redis.')
})

test('whoever may not see workers is told for whom they are', async () => {
  await show(undefined)
  expect(screen.getByRole('heading', { name: 'Workers are for operators' })).toBeVisible()
})

test('a worker links to what it runs', async () => {
  await show({ ...nobody, workers: [worker] })
  expect(screen.getByRole('link', { name: 'flights.csv' })).toHaveAttribute('href', '/jobs/report%3Aj_sample')
})

test.each([
  ['Running', sampleJobs.running],
  ['runs again in a moment', { ...sampleJobs.running, flags: [workerLost] }],
])('what a lost worker held says what became of it: %s', async (words, job) => {
  await show({ ...nobody, lost: [worker] }, job)
  expect(within(screen.getByRole('list', { name: 'Jobs it held' })).getByRole('listitem')).toHaveTextContent(
    `flights.csv${words}`,
  )
})

test('before a queue of another program is paused, the question names it and says whose it is', async () => {
  const fetching = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({}))
  const queue = {
    name: 'billing',
    counts: { ...noCounts, pending: 3, running: 2 },
    paused: false,
    foreign: true as const,
  }
  await show({ ...nobody, queues: [queue] })
  await userEvent.click(screen.getByRole('button', { name: 'Pause billing' }))
  const dialog = screen.getByRole('dialog', { name: 'Pause “billing”?' })
  expect(dialog).toHaveTextContent('The 2 that run go on to their end. 3 jobs wait in line, and new ones join.')
  expect(dialog).toHaveTextContent('This queue belongs to another program.')
  expect(fetching).not.toHaveBeenCalled()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Pause billing' }))
  expect(fetching).toHaveBeenCalledWith('/api/queues/billing/pause', expect.objectContaining({ method: 'POST' }))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a refusal to pause is said in the question, which stays', async () => {
  const detail = 'The queue does not answer. Nothing was changed; try again in a few seconds.'
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ code: 'redis_unavailable', detail }, { status: 503 }))
  await show({ ...nobody, queues: [{ name: 'mail', counts: noCounts, paused: false }] })
  await userEvent.click(screen.getByRole('button', { name: 'Pause mail' }))
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Pause mail' }))
  expect(await screen.findByRole('alert')).toHaveTextContent(detail)
})
