import { expect, test } from 'vitest'
import { auditQuery } from './audit-query.ts'

const query = (text: string) => auditQuery(new URLSearchParams(text))

test('a filter that was left empty in the form is none', () => {
  expect(query('action=&by=')).toEqual({ limit: 50, before: undefined, action: undefined, by: undefined })
  expect(query('limit=5&before=1-0&action=job.pin&by=ann')).toEqual({
    limit: 5,
    before: '1-0',
    action: 'job.pin',
    by: 'ann',
  })
})

test.each([
  ['limit=0', 'limit'],
  ['limit=1.5', 'limit'],
  ['limit=201', 'limit'],
  ['before=$', 'before'],
  ['before=-', 'before'],
  ['action=__proto__', 'action'],
  [`by=${'x'.repeat(301)}`, 'by'],
  ['sort=at', 'sort'],
])('%s is refused at its field', (text, field) => {
  expect(() => query(text)).toThrow(expect.objectContaining({ code: 'bad_request', field }))
})
