import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ExactDistribution } from './exact-distribution.ts'

const counts = fc
  .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 40 })
  .map((pairs) => new Map(pairs))

const spelledOut = (map: ReadonlyMap<number, number>): number[] =>
  [...map].flatMap(([value, count]) => new Array<number>(count).fill(value)).sort((a, b) => a - b)

test('Quantiles interpolate between the two nearest of all values', () => {
  fc.assert(
    fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (map, p) => {
      const values = spelledOut(map)
      const place = (values.length - 1) * p
      const low = values[Math.floor(place)] ?? 0
      const high = values[Math.ceil(place)] ?? 0
      expect(new ExactDistribution(map).quantile(p)).toBeCloseTo(low + (high - low) * (place % 1), 9)
    }),
  )
})

test('The share below a value counts every smaller value', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: -60, max: 60 }), (map, at) => {
      const values = spelledOut(map)
      const below = values.filter((value) => value < at).length
      expect(new ExactDistribution(map).shareBelow(at)).toBe(below / values.length)
    }),
  )
})
