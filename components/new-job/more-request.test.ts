import { expect, test } from 'vitest'
import { draftOf } from './draft.ts'
import { moreFields, moreRequest } from './more-request.ts'

const untouched = draftOf(moreFields)

test('what was left alone is not sent', () => {
  expect(moreRequest(untouched)).toEqual({ request: {}, issues: [] })
})

test('delay, priority and tags are sent as they were chosen', () => {
  expect(moreRequest({ delayMs: '2', priority: '5', tags: ' acme, urgent ,,acme' })).toEqual({
    request: { delayMs: 600_000, priority: 5, tags: ['acme', 'urgent'] },
    issues: [],
  })
})

test.each([
  ['priority', '-1'],
  ['priority', '1.5'],
  ['priority', '2097152'],
  ['priority', 'high'],
  ['tags', 'a,b,c,d,e,f,g,h,i,j,k'],
  ['tags', 'x'.repeat(61)],
])('at %s, "%s" is said to be wrong before it is sent', (path, text) => {
  expect(moreRequest({ ...untouched, [path]: text }).issues.map((issue) => issue.path)).toEqual([path])
})
