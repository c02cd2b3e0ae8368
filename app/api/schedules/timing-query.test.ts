import { expect, test } from 'vitest'
import { timingQuery } from './timing-query.ts'

const ask = (query: string) => timingQuery(new URLSearchParams(query))

test('a timing is asked about by its fields', () => {
  expect(ask('cron=0+9+*+*+1&timeZone=Europe/Berlin')).toEqual({ cron: '0 9 * * 1', timeZone: 'Europe/Berlin' })
  expect(ask('everyMs=60000')).toEqual({ everyMs: 60_000 })
})

test.each([
  ['everyMs=', 'everyMs'],
  ['everyMs=10', 'everyMs'],
  ['everyMs=soon', 'everyMs'],
  ['everyMs=1500.5', 'everyMs'],
  [`cron=${'*'.repeat(300)}`, 'cron'],
  ['paused=true', 'paused'],
])('what is no timing is refused at its field: %s', (query, field) => {
  expect(() => ask(query)).toThrow(expect.objectContaining({ code: 'bad_request', field }))
})
