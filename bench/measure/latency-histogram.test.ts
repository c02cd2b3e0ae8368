import { expect, test } from 'vitest'
import { LatencyHistogram } from './latency-histogram.ts'

const hundred = Array.from({ length: 100 }, (_, i) => i + 1)

function histogramOf(durations: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram()
  for (const ms of durations) histogram.add(ms)
  return histogram
}

test('a percentile is the smallest duration that so many do not pass', () => {
  const read = histogramOf(hundred).read()
  expect(read).toEqual({ count: 100, mean: 50.5, p50: 50, p95: 95, p99: 99, max: 100 })
})

test('nothing counted says nothing', () => {
  expect(new LatencyHistogram().read()).toBeUndefined()
})

test('what several processes counted adds up to what one would have', () => {
  const merged = histogramOf(hundred.slice(0, 30))
  merged.merge(JSON.parse(JSON.stringify(histogramOf(hundred.slice(30)))))
  expect(merged.read()).toEqual(histogramOf(hundred).read())
})

test('a clock that is a little behind, and a wait without end, are still counted', () => {
  expect(histogramOf([-3]).read()).toMatchObject({ count: 1, max: 0 })
  expect(histogramOf([10 ** 9]).read()).toMatchObject({ count: 1, max: 60_000 })
})
