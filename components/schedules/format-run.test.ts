import { expect, test } from 'vitest'
import { formatRun } from './format-run.ts'

const now = new Date(2026, 10, 22, 12).getTime()

test.each([
  [new Date(2026, 10, 23, 9), 'Mon 23 Nov 09:00'],
  [new Date(2026, 10, 23, 9, 0, 30), 'Mon 23 Nov 09:00:30'],
  [new Date(2028, 1, 29, 0), 'Tue 29 Feb 2028 00:00'],
])('a run says its day, and its year only when it is another one', (at, words) => {
  expect(formatRun(at.getTime(), now).replace(' at ', ' ')).toBe(words)
})
