import { afterEach, beforeEach, expect, test, vi } from 'vitest'
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
  transport.replay(cursorAt('2-0'))
  expect(percent('mail:a')).toBe(10)
  transport.changes(1, { events: [progressed('mail:a', '3-0', 30)] })
  expect(percent('mail:a')).toBe(30)
})

test('a replay with a hole asks again from what was folded in, not from where the replay was to end', () => {
  const { transport, percent } = live()
  transport.changes(2)
  transport.replay(cursorAt('9-0'))
  transport.changes(1, { events: [progressed('mail:a', '2-0', 20)], cursor: cursorAt('2-0') })
  transport.changes(3, { events: [progressed('mail:a', '9-0', 90)], cursor: cursorAt('9-0') })
  expect(percent('mail:a')).toBe(20)
  expect(transport.last.request.cursor).toEqual(cursorAt('2-0'))
})

test('a replay that is cut off before its first changes begins at the same place again', () => {
  const { transport } = live()
  transport.listener?.disconnected()
  transport.listener?.connected()
  transport.replay(cursorAt('9-0'))
  transport.listener?.disconnected()
  transport.listener?.connected()
  expect(transport.last.request.cursor).toEqual(cursorAt('1-0'))
})

test('a replay of another epoch is not taken, and the next question names no cursor', () => {
  const { transport, store } = live()
  transport.changes(2)
  transport.replay({ epoch: 'other', streams: {} })
  nextFrame()
  expect(store.connection()).toEqual({ state: 'catching-up' })
  vi.advanceTimersByTime(500)
  expect(transport.last.request.cursor).toBeUndefined()
})

test('[G6] changes that come twice are folded in once, and nothing is asked', () => {
  const { transport, percent } = live()
  transport.changes(1, { events: [progressed('mail:a', '2-0', 10)] })
  transport.changes(2, { events: [progressed('mail:a', '3-0', 20)] })
  transport.changes(1, { events: [progressed('mail:a', '2-0', 10)] })
  transport.mark(1)
  expect(percent('mail:a')).toBe(20)
  expect(transport.asked).toHaveLength(1)
})

test('changes that come before the answer they build on are not folded in', () => {
  const { transport, percent } = live()
  transport.changes(2)
  transport.changes(1, { events: [progressed('mail:a', '5-0', 50)] })
  expect(percent('mail:a')).toBe(0)
})

test('[G5] a snapshot by a node that is a little behind takes no card back', () => {
  const { transport, percent, store } = live()
  transport.changes(1, { events: [progressed('mail:a', '5-0', 50)] })
  transport.listener?.disconnected()
  transport.listener?.connected()
  transport.snapshot(job('mail:a', '4-0'))
  expect(percent('mail:a')).toBe(50)
  expect(store.watch(board)?.columns().running).toEqual(['mail:a'])
})

test('a snapshot of another epoch replaces everything, however old its versions look', () => {
  const { transport, percent } = live()
  transport.changes(1, { events: [progressed('mail:a', '5-0', 50)] })
  transport.listener?.reset({ watch: transport.last.request.watch, reason: 'epoch', afterMs: 0 })
  vi.advanceTimersByTime(0)
  const cursor = { epoch: 'other', streams: {} }
  transport.last.answer({ ok: true, mode: 'snapshot', cursor, jobs: [job('mail:a', '0-1')], now: Date.now() })
  expect(percent('mail:a')).toBe(0)
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

test.each([
  ['refused', { ok: false, code: 'redis_unavailable', detail: 'Later.' } as const],
  ['not answered', undefined],
])('a question that was %s is asked again without a cursor', (_how, answer) => {
  const { transport } = live()
  transport.changes(2)
  expect(transport.last.request.cursor).toBeDefined()
  transport.last.answer(answer)
  vi.advanceTimersByTime(500)
  expect(transport.last.request.cursor).toBeUndefined()
})

test('a refusal is tried again, later each time', () => {
  const { transport } = setup()
  transport.listener?.connected()
  transport.last.answer({ ok: false, code: 'redis_unavailable', detail: 'Later.' })
  vi.advanceTimersByTime(250)
  expect(transport.asked).toHaveLength(2)
  expect(transport.unwatched).toEqual([])
  transport.last.answer(undefined)
  // The server may only be slow, and would otherwise open a watch that nobody reads.
  expect(transport.unwatched).toEqual([transport.last.request.watch])
  vi.advanceTimersByTime(499)
  expect(transport.asked).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(transport.asked).toHaveLength(3)
})

test('the first answer to a new view is no reason to say that the page is catching up', () => {
  const { store } = live()
  store.subscribe({ kind: 'job', id: 'mail:a' }, vi.fn())
  nextFrame()
  expect(store.connection()).toEqual({ state: 'live' })
})
