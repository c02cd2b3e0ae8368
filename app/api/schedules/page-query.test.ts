import { expect, test } from 'vitest'
import { maxPage, pageQuery } from './page-query.ts'

const ask = (query: string) => pageQuery(new URLSearchParams(query))

test('a page has as many schedules as asked for, and a usual number unless told', () => {
  expect(ask('')).toEqual({ limit: 50, cursor: undefined })
  expect(ask(`limit=${maxPage}&cursor=abc`)).toEqual({ limit: maxPage, cursor: 'abc' })
})

test.each(['0', '-1', String(maxPage + 1), '1.5', 'x', ''])('the limit "%s" is refused at its field', (limit) => {
  expect(() => ask(`limit=${limit}`)).toThrow(expect.objectContaining({ code: 'bad_request', field: 'limit' }))
})

test('what is not known is refused by its name', () => {
  expect(() => ask('limit=1&page=2')).toThrow(expect.objectContaining({ code: 'bad_request', field: 'page' }))
})
