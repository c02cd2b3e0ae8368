import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { staleAfterMs } from './connection.ts'
import { board, cursorAt, job, live, nextFrame, progressed, setup } from './scripted-transport.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a hole in the numbers asks again from the last cursor, and folds in nothing of what came after it', () => {
  const { transport, percent } = live()
  transport.changes(1)
  const lost = transport.last.request.watch
  transport.changes(3, { events: [progressed('mail:a', '4-0', 70)] })
  expect(percent('mail:a')).toBe(0)
  expect(transport.unwatched).toEqual([lost])
  expect(transport.last.request).toMatchObject({ view: board, cursor: cursorAt('2-0') })
  expect(transport.last.request.watch).not.toBe(lost)
})

test('a mark that counts changes that never came asks again', () => {
  const { transport } = live()
  transport.mark(0)
  expect(transport.asked).toHaveLength(1)
  transport.mark(2)
  expect(transport.asked).toHaveLength(2)
})

test('changes for a request that is no longer in force are not folded in', () => {
  const { transport, percent } = live()
  const old = transport.last.request.watch
  transport.changes(2)
  transport.listener?.changes({
    watch: old,
    n: 1,
    cursor: cursorAt('5-0'),
    events: [progressed('mail:a', '5-0', 50)],
  })
  expect(percent('mail:a')).toBe(0)
})

test('a replay keeps the board and goes on from there', () => {
  const { transport, percent } = live()
  transport.changes(1, { events: [progressed('mail:a', '2-0', 10)] })
  transport.changes(3)
  transport.last.answer({ ok: true, mode: 'replay', cursor: cursorAt('2-0'), now: Date.now() })
  transport.changes(1, { events: [progressed('mail:a', '3-0', 30)] })
  expect(percent('mail:a')).toBe(30)
})

test('a reset asks again without a cursor, after the time the server named, and shows what was known meanwhile', () => {
  const { transport, store, percent } = live()
  transport.listener?.reset({ watch: transport.last.request.watch, reason: 'gap', afterMs: 200 })
  vi.advanceTimersByTime(199)
  expect(transport.asked).toHaveLength(1)
  expect(store.connection()).toEqual({ state: 'catching-up' })
  expect(percent('mail:a')).toBe(0)
  vi.advanceTimersByTime(1)
  expect(transport.asked).toHaveLength(2)
  expect(transport.last.request.cursor).toBeUndefined()
})

test('a lost connection keeps what was known, and all watches are asked again when it is back', () => {
  const { transport, store, percent } = live()
  transport.listener?.disconnected()
  nextFrame()
  expect(store.connection()).toEqual({ state: 'offline' })
  expect(percent('mail:a')).toBe(0)
  transport.listener?.connected()
  nextFrame()
  expect(store.connection()).toEqual({ state: 'catching-up' })
  expect(transport.last.request.cursor).toEqual(cursorAt('1-0'))
  transport.snapshot(job('mail:a', '8-0'))
  nextFrame()
  expect(store.connection()).toEqual({ state: 'live' })
  expect(store.watch(board)?.columns().running).toEqual(['mail:a'])
})

test('an answer that comes after the connection was lost is not taken', () => {
  const { transport, store } = setup()
  transport.listener?.connected()
  transport.listener?.disconnected()
  transport.snapshot(job('mail:a'))
  expect(store.watch(board)?.ready).toBe(false)
})

test('a refusal is tried again, later each time', () => {
  const { transport } = setup()
  transport.listener?.connected()
  transport.last.answer({ ok: false, code: 'redis_unavailable', detail: 'Later.' })
  vi.advanceTimersByTime(500)
  expect(transport.asked).toHaveLength(2)
  transport.last.answer(undefined)
  vi.advanceTimersByTime(999)
  expect(transport.asked).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(transport.asked).toHaveLength(3)
})

test('silence makes the view stale, and the next sign of life makes it live again', () => {
  const { transport, store } = live()
  const heardAt = Date.now() - 1
  vi.advanceTimersByTime(staleAfterMs + 1)
  expect(store.connection()).toEqual({ state: 'stale', since: heardAt })
  transport.mark(0)
  nextFrame()
  expect(store.connection()).toEqual({ state: 'live' })
})

test('the first answer to a new view is no reason to say that the page is catching up', () => {
  const { store } = live()
  store.subscribe({ kind: 'job', id: 'mail:a' }, vi.fn())
  nextFrame()
  expect(store.connection()).toEqual({ state: 'live' })
})
