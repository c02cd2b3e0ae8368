import { expect, test } from 'vitest'
import { Crowd } from './crowd.ts'

test('one too many makes the oldest of the same person go, and nobody else', () => {
  const crowd = new Crowd<string>(2)
  expect([crowd.add('ann', 'a1'), crowd.add('bob', 'b1'), crowd.add('ann', 'a2')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(crowd.add('ann', 'a3')).toBe('a1')
  crowd.remove('ann', 'a1')
  crowd.remove('ann', 'a2')
  expect(crowd.add('ann', 'a4')).toBeUndefined()
  expect(crowd.add('ann', 'a5')).toBe('a3')
})
