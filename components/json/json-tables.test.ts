import { expect, test } from 'vitest'
import { csvRows } from './csv-rows.ts'
import { jsonTables } from './json-tables.ts'

test('rows of flat objects are a table, with a column for each field that any of them has', () => {
  const rows = [{ a: 1 }, { a: 2, b: null }]
  expect(jsonTables(rows)).toEqual([{ name: '', columns: ['a', 'b'], rows }])
  expect(jsonTables({ total: 2, rows, others: [{ c: 'x' }] }).map(({ name }) => name)).toEqual(['rows', 'others'])
})

test.each([
  [[]],
  [[1, 2]],
  [[{ a: { b: 1 } }]],
  [[{ a: 1 }, 7]],
  [[{}]],
  ['text'],
  [null],
  [{ a: { rows: [{ b: 1 }] } }],
])('%j holds no table', (value) => {
  expect(jsonTables(value)).toEqual([])
})

const rowsOf = (text: string, isWhole = true, most = 100) => csvRows(text, { isWhole, most })

test.each([
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '\uFEFFa;b\r\n1;2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a\tb\n"x\ty"\t"say ""hi"""',
    [
      ['a', 'b'],
      ['x\ty', 'say "hi"'],
    ],
  ],
  [
    'a,b\n"two\nlines",2\n',
    [
      ['a', 'b'],
      ['two\nlines', '2'],
    ],
  ],
  [
    'a,b\n\n1,\n',
    [
      ['a', 'b'],
      ['1', ''],
    ],
  ],
  ['', []],
])('%j is read as %j', (text, rows) => {
  expect(rowsOf(text)).toEqual(rows)
})

test('a row that was cut off is left out, and no more rows are read than asked for', () => {
  expect(rowsOf('a,b\n1,2\n3', false)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ])
  expect(rowsOf('a\n1\n2\n3\n', true, 2)).toEqual([['a'], ['1']])
})
