import { expect, test } from 'vitest'
import { retryDelay } from './retry-delay.ts'

test('the longest wait doubles with each failure and ends at half a second, however long the outage', () => {
  const longest = [0, 1, 2, 3, 4, 5, 50, 5_000].map((failures) => retryDelay(failures, () => 1))
  expect(longest).toEqual([100, 200, 400, 500, 500, 500, 500, 500])
})

test('the wait is anything from nothing to the longest', () => {
  expect(retryDelay(3, () => 0)).toBe(0)
  expect(retryDelay(3, () => 0.25)).toBe(125)
})
