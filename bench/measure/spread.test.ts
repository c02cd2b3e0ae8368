import { expect, test } from 'vitest'
import { spreadOf } from './spread.ts'

test.each([
  [[3], 3, 3, 3],
  [[10, 9, 100], 10, 9, 100],
  [[4, 1, 3, 2], 2.5, 1, 4],
])('the runs %j have the median %d and lie between %d and %d', (runs, median, min, max) => {
  expect(spreadOf(runs)).toEqual({ median, min, max })
})

test('no run at all is a mistake', () => {
  expect(() => spreadOf([])).toThrow('no run')
})
