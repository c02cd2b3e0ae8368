// @vitest-environment jsdom
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { JobTypesProvider } from '#components/job/job-types.tsx'
import { LiveStore } from '#components/live/live-store.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import type { WatchTransport } from '#components/live/watch-transport.ts'
import { sampleType } from '#components/testing/sample-type.ts'
import { stubDialog } from '#components/testing/stub-dialog.ts'
import type { JobType } from '#core/job-type.ts'
import type { Schedule } from '#core/schedule.ts'
import { SchedulesPage } from './schedules-page.tsx'

beforeAll(stubDialog)

const report = {
  ...sampleType,
  input: { type: 'object', required: ['to'], properties: { to: { type: 'string', title: 'To' } } },
} satisfies JobType

const weekly: Schedule = {
  ...{ id: 's_a', name: 'Weekly', type: report.type, tags: [], paused: false, createdAt: 0, updatedAt: 0 },
  ...{ cron: '0 9 * * 1', timeZone: 'Europe/Berlin' },
}

async function show(...schedules: Schedule[]) {
  const transport: WatchTransport = {
    connect: (listener) => listener.connected(),
    watch(_request, answer) {
      const book = { schedules, total: schedules.length }
      const cursor = { epoch: 'e', streams: {} }
      answer({ ok: true, mode: 'snapshot', cursor, jobs: [], schedules: book, now: Date.now() })
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
        <JobTypesProvider types={[report]}>
          <SchedulesPage />
        </JobTypesProvider>
      </LiveStore>,
    )
  })
}

test('without a schedule the page says what one is, and what happens to missed runs', async () => {
  await show()
  expect(screen.getByRole('heading', { name: 'No schedules yet' })).toBeVisible()
  expect(screen.getByText(/the run that was due is made up for, late/)).toBeVisible()
})

test('a schedule says what it does and when, and leads to its last run', async () => {
  const lastRun = { id: 'report:j_a', startedAt: Date.now() - 120_000, state: 'failure' as const }
  await show({ ...weekly, nextRun: { id: 'report:repeat', at: Date.now() + 3_600_000 }, lastRun })
  const row = screen.getByRole('listitem')
  expect(row).toHaveTextContent('Report · every Monday at 09:00, Europe/Berlin')
  expect(row).toHaveTextContent(/Next run in (1 h|59 min)/)
  const link = within(row).getByRole('link', { name: 'Last run Failure 2 minutes ago' })
  expect(link).toHaveAttribute('href', '/jobs/report%3Aj_a')
})

test.each<[string, Partial<Schedule>]>([
  ['late, waiting for a free worker', { nextRun: { id: 'report:repeat', at: Date.now() - 300_000 } }],
  ['Paused', { paused: true }],
  ['Has not run yet', {}],
  ['No longer kept', { lastRun: { id: 'report:j_a', startedAt: 0 } }],
  ['There is no such job type any more', { type: 'gone' }],
])('what is odd about a schedule is said: %s', async (words, over) => {
  await show({ ...weekly, ...over })
  expect(screen.getByRole('listitem')).toHaveTextContent(words)
})

test('a schedule is deleted only by a second press, and a refusal is said beside it', async () => {
  const detail = 'There is no schedule with this id.'
  const fetching = vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValue(Response.json({ code: 'unknown_schedule', detail }, { status: 404 }))
  await show(weekly)
  await userEvent.click(screen.getByRole('button', { name: 'Delete Weekly' }))
  expect(fetching).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('button', { name: 'Delete for good Weekly' }))
  expect(fetching).toHaveBeenCalledWith('/api/schedules/s_a', { method: 'DELETE' })
  expect(await screen.findByRole('alert')).toHaveTextContent(detail)
})

test('a schedule that is saved asks for what the form says, and names what is refused at its field', async () => {
  const detail = 'There is another schedule named "Weekly" (s_b). Change that one, or choose another name.'
  const saved = { ...weekly, input: { to: 'ada' }, createdAt: '', updatedAt: '' }
  const fetching = vi.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
    if (String(path).includes('next-runs')) return Response.json({ nextRuns: [] })
    if (init?.method !== 'PATCH') return Response.json(saved)
    return Response.json({ code: 'schedule_exists', field: 'name', detail }, { status: 409 })
  })
  await show(weekly)
  await userEvent.click(screen.getByRole('button', { name: 'Edit Weekly' }))
  const name = await screen.findByLabelText('Name')
  await userEvent.click(screen.getByRole('button', { name: 'Save changes' }))
  expect(await screen.findByText(detail)).toBeVisible()
  expect(name).toHaveFocus()
  const [, sent] = fetching.mock.calls.find(([, init]) => init?.method === 'PATCH') ?? []
  expect(JSON.parse(String(sent?.body))).toMatchObject({
    ...{ name: 'Weekly', cron: '0 9 * * 1', timeZone: 'Europe/Berlin', tags: [], priority: null },
  })
})
