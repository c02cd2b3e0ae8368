import { expect, test } from 'vitest'
import type { JobEvent } from '#core/job-event.ts'
import { LatencyMeter } from './latency-meter.ts'

const start = 1_000_000
const event = (writtenAt: number, type: 'progressed' | 'flagged' | 'logged' = 'progressed'): JobEvent => {
  const fact = { id: 'mail:1', version: `${writtenAt}-0`, attempt: 1 }
  if (type === 'logged') return { ...fact, type, lines: [] }
  return type === 'flagged' ? { ...fact, type, flags: [] } : { ...fact, type, progress: { percent: 1 } }
}

/** A meter that drew events which took so many milliseconds each. */
function meterWith(...took: number[]): LatencyMeter {
  const meter = new LatencyMeter()
  meter.received(
    took.map((ms) => event(start - ms)),
    0,
  )
  meter.beginFrame()
  meter.endFrame(start)
  return meter
}

test('an event took from when it was written to the frame that shows it', () => {
  expect(meterWith(24, 24, 24).read(start)).toEqual({ p50: 24, p95: 24, events: 3 })
})

test('half of the events took at most the p50, and 95 of 100 at most the p95', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
  expect(meterWith(...hundred).read(start)).toEqual({ p50: 50, p95: 95, events: 100 })
})

test('two events say nothing', () => {
  expect(meterWith(24, 24).read(start)).toBeUndefined()
})

test('what is older than a minute does not count', () => {
  const meter = meterWith(10, 10, 10)
  expect(meter.read(start + 60_000)?.events).toBe(3)
  expect(meter.read(start + 60_001)).toBeUndefined()
})

test('what came before the watch was live does not count, and neither do flags and lines of a log', () => {
  const meter = new LatencyMeter()
  meter.received(
    [event(start - 5_001), event(start - 4_999, 'flagged'), event(start - 4_998, 'logged'), event(start - 5_000)],
    start - 5_000,
  )
  expect(meter.beginFrame()).toBe(true)
  meter.endFrame(start)
  meter.received([event(start), event(start)], 0)
  meter.beginFrame()
  meter.endFrame(start)
  expect(meter.read(start)?.events).toBe(3)
})

test('what comes while a frame is drawn belongs to the next one', () => {
  const meter = new LatencyMeter()
  meter.received([event(start), event(start), event(start)], 0)
  meter.beginFrame()
  meter.received([event(start + 1)], 0)
  meter.endFrame(start + 10)
  expect(meter.read(start + 10)).toEqual({ p50: 10, p95: 10, events: 3 })
  meter.beginFrame()
  meter.endFrame(start + 101)
  expect(meter.read(start + 101)).toEqual({ p50: 10, p95: 100, events: 4 })
})

test('a frame that nobody saw is not measured', () => {
  const meter = new LatencyMeter()
  meter.received([event(start), event(start), event(start)], 0)
  meter.beginFrame()
  meter.discard()
  expect(meter.beginFrame()).toBe(false)
  meter.endFrame(start)
  expect(meter.read(start)).toBeUndefined()
})

test('clocks that disagree by a millisecond make no time below zero', () => {
  expect(meterWith(-1, -1, -1).read(start)?.p50).toBe(0)
})

test('a flood costs no more than the ring, and the newest measurements stay', () => {
  const meter = new LatencyMeter()
  for (let i = 0; i < 100; i += 1) {
    meter.received(Array(5_000).fill(event(start + i - (i === 99 ? 7 : 900))), 0)
    meter.beginFrame()
    meter.endFrame(start + i)
  }
  const { events, p50 } = meter.read(start + 99) ?? {}
  expect(events).toBe(4_096)
  expect(p50).toBe(900)
  for (let i = 0; i < 4; i += 1) {
    meter.received(Array(5_000).fill(event(start + 93)), 0)
    meter.beginFrame()
    meter.endFrame(start + 100)
  }
  expect(meter.read(start + 100)).toEqual({ p50: 7, p95: 7, events: 4_096 })
})
