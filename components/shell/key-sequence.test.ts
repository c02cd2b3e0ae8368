import { expect, test } from 'vitest'
import { KeySequence } from './key-sequence.ts'

const names = ['n', 'g b', 'g w', 'mod+k']

test('a key alone is recognised at once', () => {
  expect(new KeySequence(names).press('n', 0)).toBe('n')
  expect(new KeySequence(names).press('mod+k', 0)).toBe('mod+k')
  expect(new KeySequence(names).press('z', 0)).toBeUndefined()
})

test('two keys count only one soon after the other', () => {
  const keys = new KeySequence(names)
  expect(keys.press('g', 0)).toBeUndefined()
  expect(keys.press('w', 300)).toBe('g w')
  keys.press('g', 1_000)
  expect(keys.press('w', 9_000)).toBeUndefined()
})

test('a key that does not go on from the one before it begins anew', () => {
  const keys = new KeySequence(names)
  keys.press('g', 0)
  expect(keys.press('n', 10)).toBe('n')
  expect(keys.press('b', 20)).toBeUndefined()
  keys.press('g', 30)
  keys.press('g', 40)
  expect(keys.press('b', 50)).toBe('g b')
})
