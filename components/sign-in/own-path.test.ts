import { expect, test } from 'vitest'
import { ownPath } from './own-path.ts'

test.each([
  ['/jobs/mail%3Aj_1?tab=log', '/jobs/mail%3Aj_1?tab=log'],
  ['/', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['jobs', '/'],
  ['/sign-in?then=/sign-in', '/'],
  [['/a', '/b'], '/'],
  [undefined, '/'],
])('after signing in with then=%j one lands at %s', (then, path) => {
  expect(ownPath(then)).toBe(path)
})
