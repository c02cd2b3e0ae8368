import { expect, test } from 'vitest'
import { FrequentValues } from './frequent-values.ts'

test('A frequent value is found among many that come once, and its count is off by no more than stated', () => {
  const frequent = new FrequentValues(1_000)
  const total = 60_000
  // The frequent values come late, when thousands of others have already been seen.
  for (let i = 0; i < total; i++) frequent.add(i > 20_000 && i % 10 === 0 ? `often ${i % 30}` : `once ${i}`)
  const counts = new Map(frequent.entries())
  for (const value of ['often 0', 'often 10', 'often 20']) {
    const truth = Array.from({ length: total }, (_, i) => i).filter(
      (i) => i > 20_000 && `often ${i % 30}` === value && i % 10 === 0,
    )
    expect(counts.get(value)).toBeLessThanOrEqual(truth.length)
    expect(counts.get(value)).toBeGreaterThanOrEqual(truth.length - frequent.maxError)
  }
  expect(frequent.maxError).toBeGreaterThan(0)
  expect(frequent.maxError).toBeLessThanOrEqual(total / 1_000)
  expect(counts.size).toBeLessThanOrEqual(2_001)
})

test('Few different values are counted exactly', () => {
  const frequent = new FrequentValues(1_000)
  for (let i = 0; i < 9_000; i++) frequent.add(String(i % 900))
  expect(new Set(new Map(frequent.entries()).values())).toEqual(new Set([10]))
  expect(frequent.maxError).toBe(0)
})

test('When all counts differ, the largest ones stay', () => {
  const frequent = new FrequentValues(1_000)
  for (let i = 1; i <= 2_500; i++) frequent.add(String(i), i)
  const counts = new Map(frequent.entries())
  expect(counts.get('2500')).toBeGreaterThanOrEqual(2_500 - frequent.maxError)
  expect(counts.has('1')).toBe(false)
})
