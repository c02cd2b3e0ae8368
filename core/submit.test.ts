import { expect, test } from 'vitest'
import { submitRequestSchema } from './submit.ts'

const least = { type: 'mail', input: {} }

test.each([
  least,
  { ...least, input: null },
  { ...least, delayMs: 0, priority: 1, tags: [] },
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
  ['priority zero', { ...least, priority: 0 }],
  ['a priority no queue can hold', { ...least, priority: 2_097_152 }],
  ['an empty tag', { ...least, tags: ['  '] }],
  ['a long tag', { ...least, tags: ['x'.repeat(61)] }],
  ['too many tags', { ...least, tags: Array(11).fill('x') }],
])('a submit with %s is refused', (_what, body) => {
  expect(submitRequestSchema.safeParse(body).success).toBe(false)
})

test('spaces around a tag do not make another tag', () => {
  expect(submitRequestSchema.parse({ ...least, tags: [' acme '] }).tags).toEqual(['acme'])
})
