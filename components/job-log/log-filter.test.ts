import { expect, test } from 'vitest'
import type { LogLine } from '#core/log-line.ts'
import { filterLines, piecesAround, wholeLog } from './log-filter.ts'

const lines: LogLine[] = [
  { seq: 1, at: 1, level: 'info', text: 'Reading rows' },
  { seq: 2, at: 2, level: 'warn', text: 'Row 7 is ODD' },
  { seq: 3, level: 'error', text: 'row 8 is broken' },
]

test.each([
  [{ level: 'warn', text: '' }, [2, 3]],
  [{ level: 'error', text: '' }, [3]],
  [{ level: 'info', text: 'ROW ' }, [2, 3]],
  [{ level: 'warn', text: 'odd' }, [2]],
  [{ level: 'error', text: 'odd' }, []],
] as const)('%j lets the lines %j through', (filter, shown) => {
  expect(filterLines(lines, filter).map(({ seq }) => seq)).toEqual(shown)
})

test('[I3] without a filter the lines are the same array', () => {
  expect(filterLines(lines, wholeLog)).toBe(lines)
})

test.each([
  ['Row 7 and row 8', 'row', ['', 'Row', ' 7 and ', 'row', ' 8']],
  ['nothing', 'row', ['nothing']],
  ['aaa', 'aa', ['', 'aa', 'a']],
  ['a.b', '.', ['a', '.', 'b']],
  ['anything', '', ['anything']],
  ['İİ row', 'row', ['İİ ', 'row', '']],
])('"%s" is cut around "%s"', (text, part, pieces) => {
  expect(piecesAround(text, part)).toEqual(pieces)
  expect(piecesAround(text, part).join('')).toBe(text)
})
