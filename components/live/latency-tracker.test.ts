import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LatencyTracker } from './latency-tracker.ts'
import { progressed } from './scripted-transport.ts'
import { ServerClock } from './server-clock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setup() {
  const page = { isVisible: true, frameMs: 16 }
  const tracker = new LatencyTracker(new ServerClock(), {
    afterPaint: (work) => void setTimeout(work, page.frameMs),
    isVisible: () => page.isVisible,
  })
  const heard = vi.fn()
  tracker.subscribe(heard)
  const events = (count = 3) =>
    tracker.received(
      Array.from({ length: count }, () => progressed('mail:a', `${Date.now()}-0`, 1)),
      0,
    )
  const draw = () => {
    tracker.published(true)
    vi.advanceTimersByTime(page.frameMs)
  }
  return { page, tracker, heard, events, draw }
}

test('the time ends when the frame is on the screen, not when the page was told', () => {
  const { tracker, events, draw } = setup()
  events()
  vi.advanceTimersByTime(5)
  draw()
  vi.advanceTimersByTime(1_000)
  expect(tracker.read()).toEqual({ p50: 21, p95: 21, events: 3, error: 0 })
})

test('listeners are told once a second, however many frames are drawn', () => {
  const { heard, events, draw, page } = setup()
  page.frameMs = 10
  for (let frame = 0; frame < 300; frame += 1) {
    events(1)
    draw()
  }
  expect(heard.mock.calls.length).toBeGreaterThanOrEqual(2)
  expect(heard.mock.calls.length).toBeLessThanOrEqual(3)
})

test('when nothing more happens, the page says nothing after a minute, and then rests', () => {
  const { tracker, events, draw } = setup()
  events()
  draw()
  vi.advanceTimersByTime(30_000)
  expect(tracker.read()?.events).toBe(3)
  vi.advanceTimersByTime(32_000)
  expect(tracker.read()).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
})

test.each([
  ['when events come', 0],
  ['when they are told', 1],
  ['when they are drawn', 2],
])('a page that nobody sees %s measures nothing', (_when, hiddenFrom) => {
  const { tracker, events, page } = setup()
  const steps = [() => events(), () => tracker.published(true), () => vi.advanceTimersByTime(page.frameMs)]
  steps.forEach((step, i) => {
    page.isVisible = i < hiddenFrom
    step()
  })
  page.isVisible = true
  vi.advanceTimersByTime(2_000)
  expect(tracker.read()).toBeUndefined()
})

test('a frame that the browser held back is not measured', () => {
  const { tracker, events, draw, page } = setup()
  page.frameMs = 3_600_000
  events()
  draw()
  vi.advanceTimersByTime(2_000)
  expect(tracker.read()).toBeUndefined()
})
