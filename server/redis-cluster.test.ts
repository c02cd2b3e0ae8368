import { expect, test } from 'vitest'
import { hashTag } from './redis-cluster.ts'

test.each([
  ['bull:mail:events', 'bull:mail:events'],
  ['{bull}:mail:events', 'bull'],
  ['bull:{mail}:events', 'mail'],
  ['{bull}:{mail}:events', 'bull'],
  ['bull:{}{mail}:events', 'bull:{}{mail}:events'],
  ['bull:{{mail}}:events', '{mail'],
  ['bull:{mail:events', 'bull:{mail:events'],
  ['bull:}mail{:events', 'bull:}mail{:events'],
])('the slot of %s is decided by %s', (key, tag) => {
  expect(hashTag(key)).toBe(tag)
})
