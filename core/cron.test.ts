import { expect, test } from 'vitest'
import { type CronUnit, hasDay, readCron } from './cron.ts'

const values = (text: string, unit: CronUnit) => readCron(text)?.[unit].values

test.each([
  ['*/20 * * * *', 'minute', [0, 20, 40]],
  ['5/25 * * * *', 'minute', [5, 30, 55]],
  ['1,1,0 * * * *', 'minute', [0, 1]],
  ['10-14/2 * * * *', 'minute', [10, 12, 14]],
  ['0 9 * JAN,mar-MAY *', 'month', [1, 3, 4, 5]],
  ['0 9 * * MON-FRI', 'weekday', [1, 2, 3, 4, 5]],
  ['0 9 * * 5-7', 'weekday', [0, 5, 6]],
  ['0 9 L * *', 'day', []],
] as const)('%s stands at %s for %j', (text, unit, expected) => {
  expect(values(text, unit)).toEqual(expected)
})

test('five fields begin with the minute, six with the second', () => {
  expect(values('7 * * * *', 'second')).toEqual([0])
  expect(values('7 * * * * *', 'second')).toEqual([7])
})

test('a weekday may be the second or the last of its month', () => {
  expect(readCron('0 9 * * MON#2')?.weekday).toMatchObject({ values: [1], nth: 2, isLast: false })
  expect(readCron('0 9 * * 5L')?.weekday).toMatchObject({ values: [5], isLast: true })
})

test.each([
  '',
  '* * * *',
  '60 * * * *',
  '5-1 * * * *',
  '*/0 * * * *',
  '* * * * FOO',
  '* * 0 * *',
  '1.5 * * * *',
  '* * 1,L * *',
])('what is not known is not guessed: "%s"', (text) => {
  expect(readCron(text)).toBeUndefined()
})

test.each([
  ['0 0 31 2 *', false],
  ['0 0 30,31 FEB *', false],
  ['0 0 31 2,4 *', false],
  ['0 0 31 2,4,6,9,11 *', false],
  ['0 0 31 2-4/2 *', false],
  ['0 0 31 2-4 *', true],
  ['0 0 29 2 *', true],
  ['0 0 29/2 2 *', true],
  ['0 0 31 2,4 1', true],
  ['0 0 L 2 *', true],
  ['0 0 * 2 *', true],
])('whether a day ever fits "%s": %s', (text, expected) => {
  const cron = readCron(text)
  expect(cron && hasDay(cron)).toBe(expected)
})
