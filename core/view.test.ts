import { expect, test } from 'vitest'
import { jobStates } from './job-state.ts'
import { addCounts, type Filter, matchesFilter, noCounts, viewSchema } from './view.ts'

const job = { type: 'mail', queue: 'post', tags: ['urgent', 'acme'], times: { submittedAt: 1_000 } }

test.each<[Filter | undefined, boolean]>([
  [undefined, true],
  [{}, true],
  [{ types: ['mail'] }, true],
  [{ types: ['images', 'mail'] }, true],
  [{ types: ['images'] }, false],
  [{ types: ['mai'] }, false],
  [{ tags: ['acme'] }, true],
  [{ tags: ['other', 'acme'] }, true],
  [{ tags: ['other'] }, false],
  [{ types: ['mail'], tags: ['acme'] }, true],
  [{ types: ['mail'], tags: ['other'] }, false],
  [{ types: ['images'], tags: ['acme'] }, false],
  [{ queues: ['post'] }, true],
  [{ queues: ['mail'] }, false],
  [{ types: ['mail'], queues: ['mail'] }, false],
  [{ since: 1_000 }, true],
  [{ since: 1_001 }, false],
  [{ since: 1_001, tags: ['acme'] }, false],
])('the filter %j shows an urgent mail of acme: %s', (filter, shown) => {
  expect(matchesFilter(filter, job)).toBe(shown)
})

test.each([
  { kind: 'jobs', ids: ['mail:1'] },
  { kind: 'board', perState: 200 },
  { kind: 'board', perState: 1, filter: { types: ['mail'], tags: ['acme'] } },
  { kind: 'board', perState: 1, filter: { queues: ['post'], since: 1_000 } },
  { kind: 'job', id: 'mail:1', logs: true },
])('a browser may watch %j', (view) => {
  expect(viewSchema.parse(view)).toEqual(view)
})

test.each([
  ['everything', {}],
  ['an unknown kind', { kind: 'everything' }],
  ['the kind of a prototype', { kind: 'constructor' }],
  ['no ids', { kind: 'jobs', ids: [] }],
  ['too many ids', { kind: 'jobs', ids: Array(1_001).fill('mail:1') }],
  ['an id that is a list', { kind: 'jobs', ids: [['mail:1']] }],
  ['an endless id', { kind: 'job', id: 'm'.repeat(1_000) }],
  ['an endless board', { kind: 'board', perState: 201 }],
  ['part of a job', { kind: 'board', perState: 1.5 }],
  ['an empty board', { kind: 'board', perState: 0 }],
  ['a board since half a millisecond', { kind: 'board', perState: 1, filter: { since: 1.5 } }],
  ['a filter with another field', { kind: 'board', perState: 1, filter: { owner: 'me' } }],
  ['more than the view', { kind: 'job', id: 'mail:1', all: true }],
])('a browser may not watch %s', (_what, view) => {
  expect(viewSchema.safeParse(view).success).toBe(false)
})

test('counts of queues add up state by state', () => {
  const some = Object.fromEntries(jobStates.map((state, i) => [state, i + 1])) as typeof noCounts
  expect(addCounts(some, noCounts)).toEqual(some)
  for (const [i, state] of jobStates.entries()) expect(addCounts(some, some)[state]).toBe(2 * (i + 1))
})
