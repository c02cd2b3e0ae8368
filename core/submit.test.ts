import { expect, test } from 'vitest'
import { batchItemSchema, batchRequestSchema, retryRequestSchema, submitRequestSchema } from './submit.ts'

const least = { type: 'mail', input: {} }

test.each([
  least,
  { ...least, input: null },
  { ...least, delayMs: 0, priority: 0, tags: [] },
  { ...least, priority: 1, tags: ['größer, 中文'] },
  { ...least, delayMs: 30 * 24 * 60 * 60 * 1000, priority: 2_097_151, tags: Array(10).fill('x'.repeat(60)) },
])('%j is a submit', (body) => {
  expect(submitRequestSchema.safeParse(body).error).toBeUndefined()
})

test.each([
  ['no type', { input: {} }],
  ['a type that is no text', { type: ['mail'], input: {} }],
  ['an owner', { ...least, owner: 'me' }],
  ['options of the queue', { ...least, opts: { jobId: '1' } }],
  ['a delay into the past', { ...least, delayMs: -1 }],
  ['a delay of years', { ...least, delayMs: 31 * 24 * 60 * 60 * 1000 }],
  ['part of a millisecond', { ...least, delayMs: 1.5 }],
  ['a delay as text', { ...least, delayMs: '5' }],
  ['a priority below none', { ...least, priority: -1 }],
  ['part of a priority', { ...least, priority: 1.5 }],
  ['a priority as a word', { ...least, priority: 'high' }],
  ['a priority no queue can hold', { ...least, priority: 2_097_152 }],
  ['an empty tag', { ...least, tags: ['  '] }],
  ['a long tag', { ...least, tags: ['x'.repeat(61)] }],
  ['a tag of two lines', { ...least, tags: ['a\nb'] }],
  ['half a character as a tag', { ...least, tags: ['\ud800'] }],
  ['too many tags', { ...least, tags: Array(11).fill('x') }],
])('a submit with %s is refused', (_what, body) => {
  expect(submitRequestSchema.safeParse(body).success).toBe(false)
})

test('spaces around a tag do not make another tag', () => {
  expect(submitRequestSchema.parse({ ...least, tags: [' acme '] }).tags).toEqual(['acme'])
})

test('a job of a batch may have a key of its own, and a single one has it in the header', () => {
  expect(batchItemSchema.parse({ ...least, idempotencyKey: 'k1' }).idempotencyKey).toBe('k1')
  expect(batchItemSchema.safeParse({ ...least, idempotencyKey: '' }).success).toBe(false)
  expect(submitRequestSchema.safeParse({ ...least, idempotencyKey: 'k1' }).success).toBe(false)
})

test.each([
  ['no job', { jobs: [] }, false],
  ['a thousand jobs, whatever they are', { jobs: Array(1_000).fill(null) }, true],
  ['more than a thousand jobs', { jobs: Array(1_001).fill(least) }, false],
  ['a single job', { jobs: least }, false],
])('a batch of %s', (_what, body, taken) => {
  expect(batchRequestSchema.safeParse(body).success).toBe(taken)
})

test.each([
  [{}, true],
  [{ input: null }, true],
  [{ input: {}, tags: [], priority: 0, delayMs: 5 }, true],
  [{ tags: ['a'] }, false],
  [{ input: {}, type: 'mail' }, false],
  [{ input: {}, priority: -1 }, false],
])('%j is a retry: %s', (body, isRetry) => {
  expect(retryRequestSchema.safeParse(body).success).toBe(isRetry)
})
