import { expect, test } from 'vitest'
import { DistinctEstimate, distinctStandardError } from './distinct-estimate.ts'
import { Fingerprint } from './fingerprint.ts'

const estimate = (count: number, value: (i: number) => string): number => {
  const distinct = new DistinctEstimate()
  const fingerprint = new Fingerprint()
  for (let i = 0; i < count; i++) {
    const { high, low } = fingerprint.take(value(i))
    distinct.add(high, low)
  }
  return distinct.count
}

test.each([
  ['consecutive numbers', (i: number) => String(i)],
  ['numbers with a long common start', (i: number) => `customer-00000000-${i}@example.com`],
  ['times a second apart', (i: number) => new Date(1_600_000_000_000 + i * 1000).toISOString()],
  ['texts that differ at the front', (i: number) => `${i}-and-then-always-the-same`],
  ['fractions', (i: number) => (i / 7).toFixed(6)],
])('The estimate of %s stays within four standard errors', (_, value) => {
  for (const count of [100, 20_000, 200_000]) {
    expect(Math.abs(estimate(count, value) / count - 1)).toBeLessThan(4 * distinctStandardError)
  }
})

test('Values that come again are not counted again', () => {
  const once = estimate(5_000, String)
  expect(estimate(50_000, (i) => String(i % 5_000))).toBe(once)
})

test('Nothing is estimated as zero', () => {
  expect(new DistinctEstimate().count).toBe(0)
})
