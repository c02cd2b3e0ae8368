import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ServerClock } from './server-clock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const aheadMs = 3_600_000
/** What a message says that left the server `tripMs` ago. */
const sent = (tripMs: number) => Date.now() + aheadMs - tripMs

test('before the server was heard its clock is taken to be the browser’s', () => {
  expect(new ServerClock().now()).toBe(Date.now())
})

test('half of the round trip makes up for the way of the answer', () => {
  const clock = new ServerClock()
  clock.heard(sent(40), 80)
  expect(clock.offset).toBe(aheadMs)
  expect(clock.error).toBe(40)
})

test('slow messages do not make the clock worse', () => {
  const clock = new ServerClock()
  clock.heard(sent(10), 20)
  for (const trip of [300, 900, 50]) clock.heard(sent(trip))
  clock.heard(sent(700), 800)
  expect(clock.offset).toBe(aheadMs)
})

test('a faster message makes a slow first answer good again, within the error it names', () => {
  const clock = new ServerClock()
  clock.heard(sent(200), 210)
  expect(Math.abs(clock.offset - aheadMs)).toBeLessThanOrEqual(clock.error)
  clock.heard(sent(5), 10)
  expect(Math.abs(clock.offset - aheadMs)).toBeLessThanOrEqual(clock.error)
  expect(clock.error).toBeLessThanOrEqual(5)
})

test('marks alone keep the clock where it is, hour after hour', () => {
  const clock = new ServerClock()
  clock.heard(sent(10), 20)
  for (let i = 0; i < 1_000; i += 1) {
    vi.advanceTimersByTime(5_000)
    clock.heard(sent(10))
  }
  expect(clock.offset).toBe(aheadMs)
})

test('a clock that drifts is followed', () => {
  const clock = new ServerClock()
  clock.heard(sent(10), 20)
  let drift = 0
  for (let i = 0; i < 1_000; i += 1) {
    vi.advanceTimersByTime(5_000)
    drift += 0.25
    clock.heard(sent(10) - drift)
  }
  expect(clock.offset).toBeCloseTo(aheadMs - drift, -1)
})

test('after a sleep the old time holds until the next message, which counts alone', () => {
  const clock = new ServerClock()
  clock.heard(sent(10), 20)
  clock.forget()
  expect(clock.offset).toBe(aheadMs)
  vi.setSystemTime(Date.now() + 60_000)
  clock.heard(sent(60_010)) // the browser's clock is a minute further ahead than before
  expect(clock.offset).toBe(aheadMs - 60_000)
})
