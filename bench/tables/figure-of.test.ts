import { expect, test } from 'vitest'
import { figureOf } from './figure-of.ts'

test.each([
  [[7], '7'],
  [[12_345.6], '12,346'],
  [[3.14, 3.14], '3.1'],
  [[2, 30, 3], '3 (2–30)'],
  // Nobody could tell these apart from what is written.
  [[20.1, 20.2, 20.3], '20'],
])('the runs %j read as %s', (runs, text) => {
  expect(figureOf(runs)).toBe(text)
})
