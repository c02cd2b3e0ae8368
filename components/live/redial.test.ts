import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { Redial } from './redial.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setup(random?: () => number) {
  const dial = vi.fn()
  const redial = new Redial({ dial, ...(random && { random }) })
  onTestFinished(() => redial.close())
  return { dial, redial }
}

test.each([
  [0, 500],
  [0.5, 2_750],
  [1, 5_000],
])('the wait is random over its whole length: at %d it is %d ms', (part, waitMs) => {
  const { dial, redial } = setup(() => part)
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    redial.lost()
    vi.advanceTimersByTime(waitMs - 1)
    expect(dial).toHaveBeenCalledTimes(attempt - 1)
    vi.advanceTimersByTime(1)
    expect(dial).toHaveBeenCalledTimes(attempt)
  }
})

test('a thousand pages that lose the same server come back spread over the whole time', () => {
  const backAt: number[] = []
  const start = Date.now()
  for (let i = 0; i < 1_000; i += 1) {
    const redial = new Redial({ dial: () => backAt.push(Date.now() - start) })
    onTestFinished(() => redial.close())
    redial.lost()
  }
  vi.advanceTimersByTime(5_000)
  expect(backAt).toHaveLength(1_000)
  // 4.5 s hold nine spans of half a second, so a fair share is 111 each. Half or double of it would take a miracle.
  for (let span = 500; span < 5_000; span += 500) {
    const back = backAt.filter((at) => at >= span && at < span + 500).length
    expect(back).toBeGreaterThan(55)
    expect(back).toBeLessThan(222)
  }
})

test('who waits tries at once when the page wakes up, and not again when the wait would have ended', () => {
  const { dial, redial } = setup()
  redial.lost()
  redial.wake()
  expect(dial).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(10_000)
  expect(dial).toHaveBeenCalledTimes(1)
})

test('waking up while connected, or while trying, starts nothing', () => {
  const { dial, redial } = setup()
  redial.wake()
  expect(dial).not.toHaveBeenCalled()
})

test('a connection that turns out dead right after waking up is tried again at once, but only once', () => {
  const { dial, redial } = setup(() => 0)
  redial.wake()
  redial.lost()
  vi.advanceTimersByTime(0)
  expect(dial).toHaveBeenCalledTimes(1)
  redial.lost()
  vi.advanceTimersByTime(499)
  expect(dial).toHaveBeenCalledTimes(1)
})

test('after it is closed it tries no more', () => {
  const { dial, redial } = setup()
  redial.lost()
  redial.close()
  redial.lost()
  redial.wake()
  vi.advanceTimersByTime(10_000)
  expect(dial).not.toHaveBeenCalled()
})
