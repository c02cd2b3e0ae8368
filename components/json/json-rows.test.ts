import { expect, test } from 'vitest'
import { jsonMove } from './json-key.ts'
import { childrenAtFirst, type JsonFolds, jsonRows, openAtFirst } from './json-rows.ts'

const folds = (...open: string[]): JsonFolds => ({ open: new Set(open), shown: new Map() })
const lines = (value: unknown, given: JsonFolds) =>
  jsonRows(value, given).map(({ level, name, text }) => `${'  '.repeat(level - 1)}${name ?? ''} ${text}`)

const value = { id: 7, 'a/b': { deep: [true, null] }, none: {}, list: [1, 'two'] }

test('only what is open shows what is in it', () => {
  expect(lines(value, folds())).toEqual([' { 4 }'])
  expect(lines(value, folds('', '/list'))).toEqual([
    ' { 4 }',
    '  id 7',
    '  a/b { 1 }',
    '  none { 0 }',
    '  list [ 2 ]',
    '    0 1',
    '    1 two',
  ])
  expect(lines(value, folds('', '/a~1b', '/a~1b/deep'))).toContain('      0 true')
})

test('every row says its place among those that are shown with it', () => {
  const rows = jsonRows(value, folds('', '/list'))
  expect(rows.map(({ place, of }) => `${place}/${of}`)).toEqual(['1/1', '1/4', '2/4', '3/4', '4/4', '1/2', '2/2'])
})

test('what is empty cannot be opened, nor can a short text', () => {
  const rows = jsonRows({ none: [], short: 'x', long: 'y'.repeat(1_000) }, folds(''))
  expect(rows.map(({ isOpen }) => isOpen)).toEqual([true, undefined, undefined, false])
  expect(rows[3]?.text.length).toBeLessThan(200)
  expect(jsonRows('y'.repeat(1_000), folds(''))[0]?.text).toBe('y'.repeat(1_000))
})

test('of a long list the first are shown, and more on demand', () => {
  const list = Array.from({ length: childrenAtFirst + 30 }, (_, n) => n)
  const rows = jsonRows(list, folds(''))
  expect(rows).toHaveLength(1 + childrenAtFirst + 1)
  expect(rows.at(-1)).toMatchObject({ kind: 'more', text: '30', place: childrenAtFirst + 1, of: childrenAtFirst + 1 })
  const all = jsonRows(list, { open: new Set(['']), shown: new Map([['', 600]]) })
  expect(all.at(-1)).toMatchObject({ kind: 'number', text: '129', of: 130 })
})

test('at first a screen of lines is open: a small value whole, of a large one its outermost level', () => {
  expect(openAtFirst(value)).toEqual(new Set(['', '/a~1b', '/list', '/a~1b/deep']))
  const large = { list: Array.from({ length: 5_000 }, () => ({ a: 1 })), small: [1] }
  expect(openAtFirst(large)).toEqual(new Set(['', '/small']))
})

test.each([
  ['ArrowDown', 0, { go: '/id' }],
  ['ArrowUp', 0, 'stay'],
  ['ArrowDown', 6, 'stay'],
  ['End', 0, { go: '/list/1' }],
  ['Home', 5, { go: '' }],
  ['ArrowRight', 0, { go: '/id' }],
  ['ArrowRight', 1, 'stay'],
  ['ArrowRight', 2, 'toggle'],
  ['ArrowLeft', 4, 'toggle'],
  ['ArrowLeft', 5, { go: '/list' }],
  ['ArrowLeft', 2, { go: '' }],
  ['Enter', 2, 'toggle'],
  [' ', 2, 'toggle'],
  ['Tab', 0, undefined],
] as const)('%s on row %i of a tree: %j', (key, at, move) => {
  expect(jsonMove(jsonRows(value, folds('', '/list')), at, key)).toEqual(move)
})
