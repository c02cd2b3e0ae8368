// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LiveStore } from '#components/live/live-store.ts'
import { job, ScriptedTransport } from '#components/live/scripted-transport.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import type { LogLine } from '#core/log-line.ts'
import { LogPanel } from './log-panel.tsx'

let resized: (() => void)[]

beforeEach(() => {
  resized = []
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(told: () => void) {
        resized.push(told)
      }
      observe() {}
      disconnect() {}
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

const line = (seq: number, over: Partial<LogLine> = {}): LogLine => {
  return { seq, at: Date.UTC(2026, 10, 20, 12), level: 'info', text: `line ${seq}`, ...over }
}

/** The panel of a log that the server answers with `stored`, or refuses. */
async function show(stored: LogLine[] | 'refused', isOver = false) {
  const answer = () => {
    if (stored === 'refused')
      return Response.json({ code: 'unknown_job', detail: 'There is no such job.' }, { status: 404 })
    const lines = stored.map(({ at, ...rest }) => ({ ...rest, at: at && new Date(at).toISOString() }))
    return Response.json({ lines, next: stored.at(-1)?.seq ?? 0 })
  }
  const fetched = vi.fn(async (_url: string) => answer())
  vi.stubGlobal('fetch', fetched)
  const transport = new ScriptedTransport()
  const store = new WatchStore(transport, {
    schedule(work) {
      queueMicrotask(work)
      return () => undefined
    },
  })
  render(
    <LiveStore value={store}>
      <LogPanel id="mail:a" isOver={isOver} />
    </LiveStore>,
  )
  await act(async () => {
    transport.listener?.connected()
    transport.snapshot(job('mail:a'))
  })
  let n = 0
  const tell = (...lines: LogLine[]) =>
    act(async () => {
      n += 1
      transport.changes(n, { events: [{ type: 'logged', id: 'mail:a', version: '2-0', attempt: 1, lines }] })
    })
  const shown = () => [...screen.getByRole('log').querySelectorAll('p[data-at] bdi')].map((row) => row.textContent)
  return { tell, shown, fetched, user: userEvent.setup(), close: () => store.close() }
}

test('the last lines are there at once, and new ones come as they are told', async () => {
  const { tell, shown, fetched, close } = await show([line(1), line(2)])
  expect(fetched.mock.calls).toEqual([['/api/jobs/mail%3Aa/logs?tail=200', undefined]])
  await tell(line(2), line(3, { level: 'error', text: 'It broke.' }))
  expect(shown()).toEqual(['line 1', 'line 2', 'Error: It broke.'])
  expect(screen.getByText('3 lines here')).toBeVisible()
  close()
})

test('lines are looked for by level and by text, and what is found is marked', async () => {
  const { shown, user, close } = await show([
    line(1),
    line(2, { level: 'warn', text: 'Row 7 is odd' }),
    line(3, { level: 'error', text: 'Row 8 is broken' }),
  ])
  await user.type(screen.getByRole('searchbox', { name: 'Search the lines' }), 'row')
  expect(shown()).toEqual(['Warning: Row 7 is odd', 'Error: Row 8 is broken'])
  expect(screen.getAllByText('Row', { selector: 'mark' })).toHaveLength(2)
  await user.selectOptions(screen.getByRole('combobox', { name: 'Level' }), 'Errors')
  expect(shown()).toEqual(['Error: Row 8 is broken'])
  expect(screen.getByText('1 of 3 lines here')).toBeVisible()
  await user.type(screen.getByRole('searchbox'), ' nothing')
  expect(screen.getByText(/No line here fits/)).toBeVisible()
  close()
})

test('a screen reader is told new lines only while the view follows them', async () => {
  const { user, close } = await show([line(1)])
  const log = screen.getByRole('log', { name: 'Log lines' })
  expect(log).toHaveAttribute('aria-live', 'polite')
  await user.click(screen.getByRole('button', { name: 'Pause' }))
  expect(log).toHaveAttribute('aria-live', 'off')
  await user.click(screen.getByRole('button', { name: 'Follow' }))
  expect(log).toHaveAttribute('aria-live', 'polite')
  close()
})

test('the view goes along until somebody scrolls up, and again once they are back at the end', async () => {
  const { close } = await show([line(1)])
  const log = screen.getByRole('log')
  const size = { scrollHeight: 1_000, clientHeight: 100 }
  for (const [name, value] of Object.entries(size)) Object.defineProperty(log, name, { value, configurable: true })
  const grow = (scrollHeight: number) =>
    act(async () => {
      Object.defineProperty(log, 'scrollHeight', { value: scrollHeight, configurable: true })
      for (const told of resized) told()
    })
  const scrollTo = (top: number) =>
    act(async () => {
      log.scrollTop = top
      log.dispatchEvent(new Event('scroll'))
    })
  await grow(1_000)
  expect(log.scrollTop).toBe(1_000)
  await scrollTo(400)
  await grow(2_000)
  expect(log.scrollTop).toBe(400)
  expect(log).toHaveAttribute('aria-live', 'off')
  await scrollTo(1_895)
  await grow(3_000)
  expect(log.scrollTop).toBe(3_000)
  close()
})

test.each([
  [false, 'No lines yet. They appear here as the job writes them.'],
  [true, 'This job wrote no log.'],
])('a log without lines says so', async (isOver, words) => {
  const { close } = await show([], isOver)
  expect(screen.getByText(words)).toBeVisible()
  close()
})

test('a log that cannot be fetched says why, and can be asked for again', async () => {
  const { fetched, user, close } = await show('refused')
  expect(screen.getByRole('alert')).toHaveTextContent('There is no such job.')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(fetched).toHaveBeenCalledTimes(2)
  close()
})

test('what a worker wrote is text, whatever it looks like', async () => {
  const { shown, close } = await show([line(1, { text: '<img src=x onerror=alert(1)>' })])
  expect(shown()).toEqual(['<img src=x onerror=alert(1)>'])
  expect(screen.queryByRole('img')).toBeNull()
  close()
})

test('between lines that are not there it says how many are missing', async () => {
  const { close } = await show([line(1), line(500)])
  expect(screen.getByText('498 lines left out here')).toBeVisible()
  close()
})

test('lines are counted as the viewer’s region counts', async () => {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('de-DE')
  const { user, close } = await show(Array.from({ length: 1_204 }, (_, index) => line(index + 1)))
  expect(screen.getByText('1.204 lines here')).toBeVisible()
  await user.type(screen.getByRole('searchbox'), '1204')
  expect(screen.getByText('1 of 1.204 lines here')).toBeVisible()
  close()
})
