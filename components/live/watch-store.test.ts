import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sampleJobs } from '#components/testing/sample-jobs.ts'
import type { View } from '#core/view.ts'
import { board, job, lingerMs, live, nextFrame, progressed, setup } from './scripted-transport.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('all listeners of the same view share one watch', () => {
  const { transport, store } = live()
  store.subscribe({ kind: 'board', filter: {}, perState: 50 }, vi.fn())
  expect(transport.asked).toHaveLength(1)
})

test('who comes late sees at once what is known', () => {
  const { store } = live()
  store.subscribe(board, vi.fn())
  expect(store.watch(board)?.columns().running).toEqual(['mail:b', 'mail:a'])
})

test('changes of one frame are told once', () => {
  const { transport, heard, percent } = live()
  transport.changes(1, { events: [progressed('mail:a', '2-0', 10)] })
  transport.changes(2, { events: [progressed('mail:a', '3-0', 20)] })
  expect(heard).not.toHaveBeenCalled()
  nextFrame()
  expect(heard).toHaveBeenCalledTimes(1)
  expect(percent('mail:a')).toBe(20)
})

test('progress of one job leaves the lists and the other jobs the same objects', () => {
  const { transport, store } = live()
  const before = { columns: store.watch(board)?.columns(), other: store.watch(board)?.job('mail:b') }
  transport.changes(1, { events: [progressed('mail:a', '2-0', 10)] })
  expect(store.watch(board)?.columns()).toBe(before.columns)
  expect(store.watch(board)?.job('mail:b')).toBe(before.other)
})

test('jobs that were dropped leave the board', () => {
  const { transport, store } = live()
  transport.changes(1, { dropped: ['mail:a', 'mail:never-seen'] })
  expect(store.watch(board)?.columns().running).toEqual(['mail:b'])
})

test('jobs that come and go leave nothing behind', () => {
  const { transport, store } = live()
  for (let n = 1; n <= 2_000; n += 1) {
    const id = `mail:${n}`
    const version = `${n + 1}-0`
    const came = { type: 'submitted', id, version, attempt: 1, job: job(id, version) } as const
    const left = { type: n % 2 ? 'removed' : 'expired', id, version: `${n + 1}-1`, attempt: 1 } as const
    transport.changes(n, n % 3 ? { events: [came, left] } : { events: [came], dropped: [id] })
  }
  expect([...(store.watch(board)?.jobs().keys() ?? [])]).toEqual(['mail:a', 'mail:b'])
})

test('leaving and coming back at once keeps the watch; leaving for good ends it', () => {
  const { transport, store, leave } = live()
  leave()
  vi.advanceTimersByTime(lingerMs - 1)
  const leaveAgain = store.subscribe(board, vi.fn())
  vi.advanceTimersByTime(2 * lingerMs)
  expect(transport.unwatched).toEqual([])
  leaveAgain()
  vi.advanceTimersByTime(lingerMs)
  expect(transport.unwatched).toEqual([transport.last.request.watch])
  expect(store.watch(board)).toBeUndefined()
  nextFrame()
  expect(store.connection()).toEqual({ state: 'idle' })
})

test('times are told by the server’s clock', () => {
  const { transport, store } = live()
  transport.mark(0, Date.now() + 3_600_000)
  expect(store.now()).toBe(Date.now() + 3_600_000)
})

test('a watched job that is removed stays as it was last known, and is said to be gone', () => {
  const view: View = { kind: 'job', id: 'mail:a' }
  const { transport, store } = setup()
  store.subscribe(view, vi.fn())
  transport.listener?.connected()
  transport.snapshot(job('mail:a'))
  expect(store.watch(view)?.gone).toBeUndefined()
  transport.changes(1, { events: [{ type: 'expired', id: 'mail:a', version: '2-0', attempt: 1 }] })
  expect(store.watch(view)?.gone).toBe('expired')
  expect(store.watch(view)?.job('mail:a')?.label).toBe('mail:a')
})

test('a job that went while nobody listened is said to have expired if its time is over, and else not to be known', () => {
  for (const [expiresAt, gone] of [
    [Date.now() - 1, 'expired'],
    [Date.now() + 60_000, 'unknown'],
  ] as const) {
    const view: View = { kind: 'job', id: sampleJobs.success.id }
    const { transport, store } = setup()
    store.subscribe(view, vi.fn())
    transport.listener?.connected()
    transport.snapshot({ ...sampleJobs.success, result: { ...sampleJobs.success.result, expiresAt } })
    transport.listener?.disconnected()
    transport.listener?.connected()
    transport.snapshot()
    expect(store.watch(view)?.gone).toBe(gone)
  }
})
