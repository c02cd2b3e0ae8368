import { expect, test } from 'vitest'
import { formatRun } from './format-run.ts'

const now = new Date(2026, 10, 22, 12).getTime()

test.each([
  [new Date(2026, 10, 23, 9), 'Mon 23 Nov 09:00'],
  [new Date(2026, 10, 23, 9, 0, 30), 'Mon 23 Nov 09:00:30'],
  [new Date(2028, 1, 29, 0), 'Tue 29 Feb 2028 00:00'],
])('a run says its day, and its year only when it is another one', (at, words) => {
  expect(formatRun(at.getTime(), now, 'en-GB').replace(' at ', ' ')).toBe(words)
})

test('a run is written as the region of the viewer does', () => {
  expect(formatRun(new Date(2026, 10, 23, 9).getTime(), now, 'en-US')).toMatch(/^Mon Nov 23 (at )?09:00.AM$/)
})
