import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { markIntervalMs } from '#core/socket-settings.ts'
import { staleAfterMs } from './connection.ts'
import { board, cursorAt, live, nextFrame, progressed, setup } from './scripted-transport.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const hourMs = 3_600_000
/** The page learns of its own clock once a second. */
const beat = () => vi.advanceTimersByTime(1_000)
/** The machine sleeps: the clock goes on, and no timer fires. */
const sleep = (ms: number) => vi.setSystemTime(Date.now() + ms)

test('[G9] silence makes the view stale, and the answer to the question it leads to makes it live again', () => {
  const { transport, store, percent } = live()
  const heardAt = Date.now() - 1
  vi.advanceTimersByTime(staleAfterMs - 1_000)
  expect(store.connection()).toEqual({ state: 'live' })
  vi.advanceTimersByTime(2_000)
  expect(store.connection()).toEqual({ state: 'stale', since: heardAt })
  expect(percent('mail:a')).toBe(0)
  expect(transport.asked).toHaveLength(2)
  expect(transport.last.request.cursor).toEqual(cursorAt('1-0'))
  transport.replay(cursorAt('1-0'))
  nextFrame()
  expect(store.connection()).toEqual({ state: 'live' })
})

test('[I7] marks alone keep the view live for as long as it takes, and nothing is asked', () => {
  const { transport, store } = live()
  for (let at = 0; at < hourMs; at += markIntervalMs) {
    vi.advanceTimersByTime(markIntervalMs)
    transport.mark(0)
    expect(store.connection()).toEqual({ state: 'live' })
  }
  expect(transport.asked).toHaveLength(1)
})

test('a silent server is asked once, and the page says stale until it answers', () => {
  const { transport, store } = live()
  vi.advanceTimersByTime(10 * staleAfterMs)
  expect(transport.asked).toHaveLength(2)
  expect(store.connection()).toMatchObject({ state: 'stale' })
})

test('a server that refuses for long is said to lack its Redis, not to be catching up for ever', () => {
  const { transport, store } = live()
  transport.listener?.reset({ watch: transport.last.request.watch, reason: 'gap', afterMs: 0 })
  nextFrame()
  expect(store.connection()).toEqual({ state: 'catching-up' })
  transport.last.answer({ ok: false, code: 'redis_unavailable', detail: 'Later.' })
  vi.advanceTimersByTime(499)
  expect(store.connection()).toEqual({ state: 'catching-up' })
  vi.advanceTimersByTime(staleAfterMs + 1_000)
  expect(store.connection()).toEqual({ state: 'no-redis', since: expect.any(Number) })
})

test('a server that says its Redis is silent is believed at once, and at once when it says that it is over', () => {
  const { transport, store, percent } = live()
  const since = Date.now() - 3_000
  transport.mark(0, Date.now(), { reason: 'no-redis', since })
  nextFrame()
  expect(store.connection()).toEqual({ state: 'no-redis', since })
  expect(percent('mail:a')).toBe(0)
  transport.mark(0, Date.now(), { reason: 'behind', since })
  nextFrame()
  expect(store.connection()).toEqual({ state: 'catching-up' })
  transport.mark(0)
  nextFrame()
  expect(store.connection()).toEqual({ state: 'live' })
  expect(transport.asked).toHaveLength(1)
})

test('who comes while Redis is silent, and is shown what the server still knows, is told so', () => {
  const { transport, store } = setup()
  transport.listener?.connected()
  const now = Date.now()
  const trouble = { reason: 'no-redis', since: now - 9_000 } as const
  transport.last.answer({ ok: true, mode: 'snapshot', cursor: cursorAt('1-0'), jobs: [], now, trouble })
  nextFrame()
  expect(store.connection()).toEqual({ state: 'no-redis', since: trouble.since })
})

test('a server that is gone is offline, whatever it said of its Redis; another one is asked anew', () => {
  const { transport, store } = live()
  transport.mark(0, Date.now(), { reason: 'no-redis', since: Date.now() })
  transport.listener?.disconnected()
  nextFrame()
  expect(store.connection()).toEqual({ state: 'offline' })
  transport.listener?.connected()
  transport.replay(cursorAt('1-0'))
  nextFrame()
  expect(store.connection()).toEqual({ state: 'live' })
})

test('a page that slept knows it at its first beat, says so, and asks from its cursor at once', () => {
  const { transport, store } = live()
  transport.changes(1)
  const heardAt = Date.now()
  sleep(hourMs)
  beat()
  expect(transport.asked).toHaveLength(2)
  expect(transport.last.request.cursor).toEqual(cursorAt('2-0'))
  expect(store.connection()).toEqual({ state: 'stale', since: heardAt })
  transport.replay(cursorAt('2-0'))
  transport.changes(1, { events: [progressed('mail:a', '9-0', 90)] })
  nextFrame()
  expect(store.connection()).toEqual({ state: 'live' })
  expect(store.watch(board)?.job('mail:a')?.progress.percent).toBe(90)
})

test('a page that slept through the end of its connection does not wait before it tries again', () => {
  const { transport } = live()
  transport.listener?.disconnected()
  vi.advanceTimersByTime(5_000)
  expect(transport.wakes).toBe(0)
  sleep(hourMs)
  beat()
  expect(transport.wakes).toBe(1)
})

test('a page that is looked at again asks at once, and only once however many signs there are', () => {
  const { transport, wake } = live()
  sleep(hourMs)
  wake()
  wake()
  beat()
  expect(transport.asked).toHaveLength(2)
})

test('a page that slept while it waited for an answer asks again, and the late answer is not taken', () => {
  const { transport, store, wake } = live()
  transport.changes(2)
  const late = transport.last
  sleep(hourMs)
  wake()
  expect(transport.asked).toHaveLength(3)
  late.answer({ ok: true, mode: 'snapshot', cursor: cursorAt('2-0'), jobs: [], now: Date.now() })
  expect(store.watch(board)?.job('mail:a')).toBeDefined()
})

test('a page that is looked at again while everything is fine asks nothing', () => {
  const { transport, store, wake } = live()
  wake()
  expect(transport.asked).toHaveLength(1)
  expect(store.connection()).toEqual({ state: 'live' })
})

test('a clock that is set back hides no silence', () => {
  const { store } = live()
  vi.setSystemTime(Date.now() - hourMs)
  vi.advanceTimersByTime(staleAfterMs + 2_000)
  expect(store.connection()).toMatchObject({ state: 'stale' })
})

test('a server that hangs one watch out of two leaves the page stale', () => {
  const { transport, store } = live()
  const first = transport.last.request.watch
  store.subscribe({ kind: 'job', id: 'mail:a' }, vi.fn())
  transport.snapshot()
  for (let i = 0; i < 2; i += 1) {
    vi.advanceTimersByTime(4_000)
    transport.mark(0)
  }
  beat()
  expect(store.connection()).toMatchObject({ state: 'stale' })
  expect(transport.unwatched).toEqual([first])
})

test('a job that is not there is no silence', () => {
  const { transport, store, leave } = live()
  leave()
  store.subscribe({ kind: 'job', id: 'mail:x' }, vi.fn())
  transport.last.answer({ ok: false, code: 'unknown_job', detail: 'No such job.' })
  vi.advanceTimersByTime(2 * staleAfterMs)
  expect(transport.asked).toHaveLength(2)
  expect(store.connection()).toEqual({ state: 'live' })
})

test('a page that watches nothing has no timer left', () => {
  const { leave } = live()
  leave()
  vi.advanceTimersByTime(1_000)
  expect(vi.getTimerCount()).toBe(0)
})
