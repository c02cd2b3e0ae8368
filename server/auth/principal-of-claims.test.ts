import { expect, test } from 'vitest'
import { principalOfClaims } from './principal-of-claims.ts'

const settings = {
  id: 'sub',
  name: 'name',
  role: 'groups',
  values: { operator: ['on-call'], admin: ['ops', 'ada@example.com'] },
  others: 'submitter',
} as const
const rules = { settings, mode: 'oidc', issuer: 'https://id.example.com', onlyVerifiedEmail: true } as const

test('somebody is who the claim says, at this issuer', () => {
  expect(principalOfClaims({ sub: '7', name: ' Ada ', groups: ['a', 'on-call'] }, rules)).toEqual({
    id: 'oidc:https://id.example.com 7',
    role: 'operator',
    name: 'Ada',
    mode: 'oidc',
  })
  expect(principalOfClaims({ sub: '7' }, rules)?.name).toBe('7')
})

test.each([
  [['ops', 'on-call'], 'admin'],
  ['ops', 'admin'],
  [['on-call'], 'operator'],
  // Exactly as it stands: no part of it, no pattern, no other letters, no list in a text.
  [['Ops', 'ops ', 'ops-team', '.*', 'on-call,ops'], 'submitter'],
  ['on-call ops', 'submitter'],
  [{ ops: true }, 'submitter'],
  [[['ops']], 'submitter'],
  [undefined, 'submitter'],
])('with the groups %j somebody is a %s', (groups, role) => {
  expect(principalOfClaims({ sub: '7', groups }, rules)?.role).toBe(role)
})

test('whoever has none of the values is not let in where the others are nobody', () => {
  const strict = { ...rules, settings: { ...settings, others: undefined } }
  expect(principalOfClaims({ sub: '7', groups: ['a'] }, strict)).toBeUndefined()
  expect(principalOfClaims({ sub: '7', groups: ['ops'] }, strict)?.role).toBe('admin')
})

test.each([[''], [undefined], [null], [['7']], [{}], [1.5], ['x'.repeat(301)]])('%j is nobody', (sub) => {
  expect(principalOfClaims({ sub }, rules)).toBeUndefined()
})

test('an address says who somebody is only when it was proved to be theirs', () => {
  const byMail = { ...rules, settings: { ...settings, id: 'email', role: 'email' } }
  const email = 'ada@example.com'
  expect(principalOfClaims({ email, email_verified: true }, byMail)?.role).toBe('admin')
  expect(principalOfClaims({ email }, byMail)).toBeUndefined()
  expect(principalOfClaims({ email, email_verified: false }, byMail)).toBeUndefined()
  const byProxy = { ...byMail, onlyVerifiedEmail: false }
  expect(principalOfClaims({ email }, byProxy)?.role).toBe('admin')
  expect(principalOfClaims({ email, email_verified: false }, byProxy)).toBeUndefined()
})

test('what every object has is no claim', () => {
  const odd = { ...rules, settings: { ...settings, id: 'constructor' } }
  expect(principalOfClaims({}, odd)).toBeUndefined()
})
