import { expect, test } from 'vitest'
import { kindOf, numberOf } from './value-kind.ts'

test.each([
  ['', 'empty'],
  [' \t', 'empty'],
  ['0', 'integer'],
  ['-17', 'integer'],
  ['+3', 'integer'],
  [' 42 ', 'integer'],
  ['999999999999999', 'integer'],
  ['9999999999999999', 'text'],
  ['007', 'text'],
  ['-07', 'text'],
  ['0.5', 'number'],
  ['.5', 'number'],
  ['5.', 'number'],
  ['-1.5e-10', 'number'],
  ['1E5', 'number'],
  ['1e', 'text'],
  ['1e+', 'text'],
  ['1e400', 'text'],
  ['1.2.3', 'text'],
  ['1,000', 'text'],
  ['-', 'placeholder'],
  ['.', 'text'],
  ['+', 'text'],
  ['0x10', 'text'],
  ['Infinity', 'text'],
  ['NULL', 'placeholder'],
  ['n/a', 'placeholder'],
  ['NaN', 'placeholder'],
  ['TRUE', 'boolean'],
  ['no', 'boolean'],
  ['nope', 'text'],
  ['2024-02-29', 'date'],
  ['2023-02-29', 'text'],
  ['1900-02-29', 'text'],
  ['2000/02/29', 'date'],
  ['2024-13-01', 'text'],
  ['2024-04-31', 'text'],
  ['2024-1-1', 'text'],
  ['2024-01/01', 'text'],
  ['03/04/2024', 'text'],
  ['2024-01-01T10:00', 'datetime'],
  ['2024-01-01 10:00:59', 'datetime'],
  ['2024-01-01T10:00:00.123456Z', 'datetime'],
  ['2024-01-01T10:00:00+0530', 'datetime'],
  ['2024-01-01T24:00', 'text'],
  ['2024-01-01T10:00:60', 'text'],
  ['2024-01-01T10:00x', 'text'],
  ['2024-01-01T10:00:00.', 'text'],
  ['Zürich', 'text'],
] as const)('"%s" is of kind %s', (value, kind) => {
  expect(kindOf(value)).toBe(kind)
})

test.each([
  ['1e3', 1000],
  [' -2.5', -2.5],
  ['2024-01-01', Date.parse('2024-01-01')],
  ['2024-03-01 10:00', Date.parse('2024-03-01T10:00Z')],
  ['2024-03-01T10:00:01.5-02:30', Date.parse('2024-03-01T10:00:01.5-02:30')],
  ['2024-03-01T10:00:01+05', Date.parse('2024-03-01T10:00:01+05:00')],
])('"%s" stands for %d', (value, number) => {
  expect(numberOf(value, kindOf(value))).toBe(number)
})

test('A text stands for no number', () => {
  expect(numberOf('12 apples', kindOf('12 apples'))).toBeNaN()
})
