import { expect, test } from 'vitest'
import { requestDigest } from './request-digest.ts'

const request = { type: 'mail', input: { to: 'a', parts: [1, 2], deep: { x: null, y: '' } }, tags: ['t'] }
const digest = requestDigest(request)

test('the order of fields does not make another request', () => {
  const turned = { tags: ['t'], input: { deep: { y: '', x: null }, parts: [1, 2], to: 'a' }, type: 'mail' }
  expect(requestDigest(turned)).toBe(digest)
})

test.each([
  ['another type', { ...request, type: 'mails' }],
  ['another value', { ...request, input: { ...request.input, to: 'b' } }],
  ['another order of a list', { ...request, input: { ...request.input, parts: [2, 1] } }],
  ['a number as text', { ...request, input: { ...request.input, parts: ['1', 2] } }],
  ['a value that is missing', { ...request, input: { ...request.input, deep: { y: '' } } }],
  ['a delay', { ...request, delayMs: 1 }],
  ['another tag', { ...request, tags: ['u'] }],
  ['a field called __proto__', { ...request, input: JSON.parse('{"__proto__": {"to": "a"}}') }],
])('%s makes another request', (_what, other) => {
  expect(requestDigest(other)).not.toBe(digest)
})
