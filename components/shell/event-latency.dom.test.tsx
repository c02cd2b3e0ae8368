// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LiveStore } from '#components/live/live-store.ts'
import { board, cursorAt, progressed, ScriptedTransport } from '#components/live/scripted-transport.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import { ConnectionStatus } from './connection-status.tsx'
import { EventLatency } from './event-latency.tsx'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A live page whose events take 24 ms; it draws at once. */
async function showHeader() {
  vi.stubGlobal('MessageChannel', InstantChannel)
  const transport = new ScriptedTransport()
  const store = new WatchStore(transport, {
    schedule: (work) => {
      const timer = setTimeout(() => work(true), 4)
      return () => clearTimeout(timer)
    },
  })
  store.subscribe(board, () => undefined)
  render(
    <LiveStore value={store}>
      <ConnectionStatus />
      <EventLatency />
    </LiveStore>,
  )
  transport.listener?.connected()
  transport.snapshot()
  vi.advanceTimersByTime(100)
  let n = 0
  const events = async (count: number) => {
    await act(async () => {
      for (let i = 0; i < count; i += 1) {
        const version = `${Date.now()}-0`
        vi.advanceTimersByTime(20)
        n += 1
        transport.changes(n, { events: [progressed('mail:a', version, 1)], cursor: cursorAt(version) })
        vi.advanceTimersByTime(4)
      }
      vi.advanceTimersByTime(1_000)
    })
    await act(() => import('./latency-note.tsx'))
  }
  return { transport, store, events }
}

class InstantChannel {
  port1 = { onmessage: () => {}, close: () => {} }
  port2 = { postMessage: () => this.port1.onmessage() }
}
afterEach(() => vi.unstubAllGlobals())

test('two events say nothing; from the third on the header says how long they took', async () => {
  const { store, events } = await showHeader()
  await events(2)
  expect(screen.queryByRole('button')).toBeNull()
  await events(1)
  expect(screen.getByRole('button', { name: '24 ms from event to screen' })).toHaveTextContent('· 24 ms')
  store.close()
})

test('what was measured, and how, is told in words', async () => {
  const { store, events } = await showHeader()
  await events(1_200 / 24)
  const title = screen.getByRole('button').getAttribute('title')
  expect(title).toContain('half of 50 events within 24 ms, 95 % within 24 ms')
  expect(title).toContain('from the moment Redis wrote the event to the frame')
  expect(title).toBe(document.querySelector('[popover]')?.textContent)
  store.close()
})

test('a screen reader is not told of every change: the status says only that the page is live', async () => {
  const { store, events } = await showHeader()
  await events(3)
  expect(screen.getByRole('status')).toHaveTextContent(/^Live$/)
  store.close()
})

test('a page that is not live claims no delay', async () => {
  const { transport, store, events } = await showHeader()
  await events(3)
  await act(async () => {
    transport.listener?.disconnected()
    vi.advanceTimersByTime(10)
  })
  expect(screen.getByRole('status')).toHaveTextContent('Offline')
  expect(screen.queryByRole('button')).toBeNull()
  store.close()
})
