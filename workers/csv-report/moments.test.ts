import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Moments } from './moments.ts'

const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 200 })

test('Mean and standard deviation agree with the two-pass formulas', () => {
  fc.assert(
    fc.property(values, (list) => {
      const moments = new Moments()
      for (const value of list) moments.add(value)
      const mean = list.reduce((sum, value) => sum + value, 0) / list.length
      const squares = list.reduce((sum, value) => sum + (value - mean) ** 2, 0)
      const deviation = list.length > 1 ? Math.sqrt(squares / (list.length - 1)) : 0
      expect(moments.mean).toBeCloseTo(mean, 4)
      expect(Math.abs(moments.standardDeviation - deviation)).toBeLessThanOrEqual(1e-6 + deviation * 1e-9)
      expect([moments.count, moments.min, moments.max]).toEqual([list.length, Math.min(...list), Math.max(...list)])
    }),
  )
})

test('A weight counts as that many values', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 9 }), (list, weight) => {
      const weighted = new Moments()
      const repeated = new Moments()
      for (const value of list) {
        weighted.add(value, weight)
        for (let i = 0; i < weight; i++) repeated.add(value)
      }
      expect(weighted.count).toBe(repeated.count)
      expect(weighted.mean).toBeCloseTo(repeated.mean, 4)
      const difference = Math.abs(weighted.standardDeviation - repeated.standardDeviation)
      expect(difference).toBeLessThanOrEqual(1e-6 + repeated.standardDeviation * 1e-9)
    }),
    { examples: [[[-999_999_999.999_991_2], 3]] },
  )
})

test('Digits survive a large offset', () => {
  const moments = new Moments()
  for (const value of [4, 7, 13, 16]) moments.add(1e9 + value)
  expect(moments.standardDeviation).toBeCloseTo(Math.sqrt(30), 9)
})
