import { expect, test } from 'vitest'
import { BadRequestError } from '#core/errors.ts'
import { type LogQuery, logQuery } from './log-query.ts'

test.each<[string, LogQuery]>([
  ['', { after: 0, limit: 200 }],
  ['after=17', { after: 17, limit: 200 }],
  ['after=0&limit=1000', { after: 0, limit: 1_000 }],
  ['tail=1', { tail: 1 }],
])('a log is asked for with "%s"', (text, query) => {
  expect(logQuery(new URLSearchParams(text))).toEqual(query)
})

test.each([
  ['after=-1', 'after'],
  ['after=1.5', 'after'],
  ['after=', 'after'],
  ['after=1e3', 'after'],
  ['after=9999999999999999', 'after'],
  ['limit=0', 'limit'],
  ['limit=1001', 'limit'],
  ['tail=0', 'tail'],
  ['tail=many', 'tail'],
  ['tail=5&after=3', 'tail'],
  ['tail=5&limit=3', 'tail'],
  ['before=5', undefined],
])('a query of "%s" is refused in a sentence that names what is wrong', (text, field) => {
  const refused = expect(() => logQuery(new URLSearchParams(text)))
  refused.toThrow(BadRequestError)
  refused.toThrow(expect.objectContaining({ code: 'bad_request', field, message: expect.stringMatching(/\.$/) }))
})
