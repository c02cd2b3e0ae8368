import { expect, test } from 'vitest'
import { restartDelay, restartPolicy } from './restart-policy.mjs'

const longest = (deaths: number) => restartDelay(deaths, restartPolicy, () => 1)

test('the waits double from death to death until the cap', () => {
  expect(longest(2)).toBe(2 * longest(1))
  expect(longest(3)).toBe(2 * longest(2))
  expect(longest(50)).toBe(restartPolicy.capMs)
})

test('chance takes off at most half of a wait', () => {
  expect(restartDelay(3, restartPolicy, () => 0)).toBe(longest(3) / 2)
})
