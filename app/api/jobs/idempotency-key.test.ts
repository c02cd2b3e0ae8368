import { expect, test } from 'vitest'
import { idempotencyKeyOf } from './idempotency-key.ts'

const post = (headers: [string, string][]) => new Request('http://localhost/', { method: 'POST', headers })
const name = 'Idempotency-Key'

test.each(['k', '0b3f6a1e-6f0e-4d5e-9a53-6b8f1e1f7a10', '"quoted"', '~!@#$%^&*()', 'x'.repeat(255)])(
  'the key %s is taken as it is',
  (key) => {
    expect(idempotencyKeyOf(post([[name, key]]))).toBe(key)
  },
)

test('a submit needs no key', () => {
  expect(idempotencyKeyOf(post([]))).toBeUndefined()
})

test.each([
  ['an empty key', [[name, '']]],
  ['spaces alone', [[name, '   ']]],
  ['a key of 256 characters', [[name, 'x'.repeat(256)]]],
  ['a key with a space', [[name, 'a b']]],
  ['a key with a comma', [[name, 'a,b']]],
  ['a control character', [[name, 'a\u0001b']]],
  ['what is not ASCII', [[name, 'schlüssel']]],
  [
    'two keys',
    [
      [name, 'a'],
      [name, 'b'],
    ],
  ],
  [
    'the same key twice',
    [
      [name, 'a'],
      [name, 'a'],
    ],
  ],
] satisfies [string, [string, string][]][])('%s is refused', (_what, headers) => {
  expect(() => idempotencyKeyOf(post(headers))).toThrow(/1 to 255 printable ASCII/)
})
