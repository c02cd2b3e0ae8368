import { expect, test } from 'vitest'
import { BadRequestError } from '#core/errors.ts'
import { childrenQuery } from './children-query.ts'

const queryOf = (text: string) => childrenQuery(new URLSearchParams(text))

test('what is not told is left to the list', () => {
  expect(queryOf('')).toEqual({ state: undefined, limit: undefined, cursor: undefined })
  expect(queryOf('state=failure&limit=500&cursor=web-image:j_1')).toEqual({
    ...{ state: 'failure', limit: 500, cursor: 'web-image:j_1' },
  })
})

test.each([
  ['state=running', 'state'],
  ['state=', 'state'],
  ['limit=0', 'limit'],
  ['limit=501', 'limit'],
  ['limit=1.5', 'limit'],
  ['limit=', 'limit'],
  ['page=2', 'page'],
])('%s is refused', (text, field) => {
  expect(() => queryOf(text)).toThrow(expect.objectContaining({ field, code: 'bad_request' }))
  expect(() => queryOf(text)).toThrow(BadRequestError)
})
