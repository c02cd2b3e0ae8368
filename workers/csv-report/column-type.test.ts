import { expect, test } from 'vitest'
import { columnType } from './column-type.ts'

const none = { empty: 0, placeholder: 0, integer: 0, number: 0, boolean: 0, date: 0, datetime: 0, text: 0 }

test.each([
  [{}, 'empty', 1],
  [{ empty: 9 }, 'empty', 1],
  [{ integer: 5, empty: 5 }, 'integer', 1],
  [{ integer: 99, number: 1 }, 'number', 1],
  [{ integer: 96, text: 4 }, 'integer', 0.96],
  [{ integer: 94, text: 6 }, 'text', 1],
  [{ integer: 50, number: 46, text: 4 }, 'number', 0.96],
  [{ number: 3, placeholder: 7 }, 'number', 1],
  [{ placeholder: 7 }, 'text', 1],
  [{ boolean: 10 }, 'boolean', 1],
  [{ date: 10 }, 'date', 1],
  [{ date: 1, datetime: 9 }, 'datetime', 1],
  [{ date: 5, integer: 5 }, 'text', 1],
])('A column of %j has a type', (kinds, type, share) => {
  expect(columnType({ ...none, ...kinds })).toEqual({ type, share })
})
