import { expect, test } from 'vitest'
import { textOf } from './text-of.ts'

const failing = {
  toString() {
    throw new Error('No.')
  },
}

test.each([
  ['a text', 'a text'],
  [5, '5'],
  [10n, '10'],
  [undefined, 'undefined'],
  [null, 'null'],
  [Symbol('x'), 'Symbol(x)'],
  [[1, 2], '1,2'],
  [failing, 'a value that cannot be shown'],
  [Object.create(null), 'a value that cannot be shown'],
])('every value has a text', (value, text) => {
  expect(textOf(value)).toBe(text)
})
