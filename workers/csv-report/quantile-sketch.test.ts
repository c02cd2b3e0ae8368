import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QuantileSketch } from './quantile-sketch.ts'

/** By how much the share of values below an answer may miss the share that was asked for. */
const rankError = 0.01

const sketchOf = (values: readonly number[]): QuantileSketch => {
  const sketch = new QuantileSketch()
  for (const value of values) sketch.add(value)
  return sketch
}

/** The share of values below `at`, and the share of those not above it: a quantile may lie anywhere between. */
const ranks = (values: readonly number[], at: number): [number, number] => [
  values.filter((value) => value < at).length / values.length,
  values.filter((value) => value <= at).length / values.length,
]

const random = (i: number) => ((Math.imul(i + 1, 0x9e37_79b1) >>> 0) % 100_003) / 7

test.each([
  ['in random order', (i: number) => random(i)],
  ['in ascending order', (i: number) => i],
  ['in descending order', (i: number) => -i],
  ['with a long tail', (i: number) => 1 / (random(i) + 0.001)],
  ['with many ties', (i: number) => Math.floor(random(i) / 2_000)],
])('Quantiles of 50,000 values %s have the right rank', (_, value) => {
  const values = Array.from({ length: 50_000 }, (_, i) => value(i))
  const sketch = sketchOf(values)
  for (const p of [0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1]) {
    const [below, upTo] = ranks(values, sketch.quantile(p))
    expect(below).toBeLessThanOrEqual(p + rankError)
    expect(upTo).toBeGreaterThanOrEqual(p - rankError)
  }
})

test('Quantiles never decrease and stay between the smallest and the largest value', () => {
  const eighths = fc.integer({ min: -1e12, max: 1e12 }).map((value) => value / 8)
  const values = fc.array(eighths, { minLength: 1, maxLength: 3_000 })
  fc.assert(
    fc.property(values, (list) => {
      const sketch = sketchOf(list)
      const answers = Array.from({ length: 21 }, (_, i) => sketch.quantile(i / 20))
      expect(answers).toEqual([...answers].sort((a, b) => a - b))
      expect(answers[0]).toBeCloseTo(Math.min(...list))
      expect(answers.at(-1)).toBeCloseTo(Math.max(...list))
    }),
    { numRuns: 60 },
  )
})

test('The share below a value is the quantile read the other way', () => {
  const sketch = sketchOf(Array.from({ length: 20_000 }, (_, i) => random(i)))
  for (const p of [0.01, 0.3, 0.5, 0.9]) expect(sketch.shareBelow(sketch.quantile(p))).toBeCloseTo(p, 6)
  expect(sketch.shareBelow(-1)).toBe(0)
  expect(sketch.shareBelow(1e9)).toBe(1)
})

test('Absorbed weights count as that many values', () => {
  const values = Float64Array.from({ length: 10_000 }, (_, i) => i)
  const sketch = new QuantileSketch()
  sketch.absorb(
    values,
    values.map((value) => (value < 1_000 ? 9 : 1)),
  )
  expect(Math.abs(sketch.shareBelow(1_000) - 0.5)).toBeLessThan(rankError)
})
