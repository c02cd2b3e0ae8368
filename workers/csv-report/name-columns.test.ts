import { expect, test } from 'vitest'
import { nameColumns } from './name-columns.ts'

test.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [
    [' a ', 'b'],
    ['a', 'b'],
  ],
  [
    ['a', 'a', 'a'],
    ['a', 'a (2)', 'a (3)'],
  ],
  [
    ['a', 'a', 'a (2)'],
    ['a', 'a (3)', 'a (2)'],
  ],
  [
    ['', ' ', 'x'],
    ['Column 1', 'Column 2', 'x'],
  ],
  [
    ['Column 2', ''],
    ['Column 2', 'Column 2 (2)'],
  ],
])('The header %j makes the names %j', (header, names) => {
  expect(nameColumns(header)).toEqual(names)
})
