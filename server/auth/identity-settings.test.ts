import { expect, test } from 'vitest'
import { readEnvironment } from '#server/env.ts'
import { EnvironmentError } from '#server/environment-error.ts'
import { unsignedWords } from './identity-variables.ts'

const least = { REDIS_URL: 'redis://127.0.0.1:7000' }
const secret = Buffer.alloc(32, 1).toString('base64')
const header = {
  ...least,
  WAYBILL_AUTH: 'header',
  WAYBILL_PUBLIC_URL: 'https://jobs.example.com',
  WAYBILL_TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1',
  WAYBILL_IDENTITY_HEADER: 'X-Identity',
  WAYBILL_IDENTITY_KEYS: 'https://id.example.com/keys',
  WAYBILL_IDENTITY_ISSUER: 'https://id.example.com',
  WAYBILL_IDENTITY_AUDIENCE: 'waybill',
}
const oidc = {
  ...least,
  WAYBILL_AUTH: 'oidc',
  WAYBILL_OIDC_ISSUER: 'https://id.example.com/',
  WAYBILL_OIDC_CLIENT_ID: 'waybill',
  WAYBILL_OIDC_CLIENT_SECRET: 'a secret',
}
const roles = { WAYBILL_CLAIM_ROLE: 'groups', WAYBILL_CLAIM_ROLES: '{"admin":["CN=ops,OU=a"],"operator":["on-call"]}' }
const usualClaims = { id: 'sub', name: 'name', role: undefined, values: {}, others: 'submitter' }

/** The environment with some of it changed; undefined takes it away. */
const read = (variables: Record<string, string | undefined>, over: Record<string, string | undefined> = {}) =>
  readEnvironment({ ...variables, ...over })

test('a signed header is read with who signs it, and what is not said has a meaning', () => {
  const { identity, trustedProxies } = read(header)
  expect(trustedProxies).toEqual(['10.0.0.0/8', '127.0.0.1'])
  const keys = { place: 'https://id.example.com/keys' }
  const signed = { issuer: 'https://id.example.com', audience: 'waybill', keys }
  expect(identity).toEqual({ header: { header: 'x-identity', signed, claims: usualClaims } })
  const shared = read(header, { WAYBILL_IDENTITY_KEYS: undefined, WAYBILL_IDENTITY_SECRET: secret })
  expect(shared.identity.header?.signed?.keys).toEqual({ secret: Buffer.alloc(32, 1) })
})

const unsigned = {
  ...header,
  WAYBILL_IDENTITY_KEYS: undefined,
  WAYBILL_IDENTITY_ISSUER: undefined,
  WAYBILL_IDENTITY_AUDIENCE: undefined,
  WAYBILL_IDENTITY_UNSIGNED: unsignedWords,
}

test('a header that nobody signed is believed only when that was said in so many words', () => {
  expect(read(unsigned).identity.header).toEqual({ header: 'x-identity', claims: { ...usualClaims, id: '', name: '' } })
  const named = read(unsigned, { ...roles, WAYBILL_CLAIM_ROLE: 'X-Groups', WAYBILL_CLAIM_NAME: 'X-Name' })
  expect(named.identity.header?.claims).toMatchObject({ name: 'x-name', role: 'x-groups' })
  expect(() => read(unsigned, { WAYBILL_IDENTITY_UNSIGNED: 'yes' })).toThrow(unsignedWords)
  expect(() => read(header, { WAYBILL_IDENTITY_UNSIGNED: unsignedWords })).toThrow('WAYBILL_IDENTITY_UNSIGNED leaves')
})

test('a provider sends people back to the address they know, on this machine to localhost', () => {
  const claims = { ...usualClaims, role: 'groups', values: { admin: ['CN=ops,OU=a'], operator: ['on-call'] } }
  expect(read(oidc, { ...roles, PORT: '3005' }).identity.oidc).toEqual({
    issuer: 'https://id.example.com/',
    clientId: 'waybill',
    clientSecret: 'a secret',
    scopes: 'openid profile',
    redirectUri: 'http://localhost:3005/api/session/oidc/callback',
    claims,
  })
  const there = read(oidc, { HOST: '0.0.0.0', WAYBILL_PUBLIC_URL: 'https://jobs.example.com/' })
  expect(there.identity.oidc?.redirectUri).toBe('https://jobs.example.com/api/session/oidc/callback')
  expect(() => read(oidc, { HOST: '0.0.0.0' })).toThrow('WAYBILL_PUBLIC_URL')
  expect(read(oidc, { WAYBILL_CLAIM_OTHERS: 'nobody' }).identity.oidc?.claims.others).toBeUndefined()
})

test.each([
  ...Object.keys(header)
    .filter((name) => /PUBLIC_URL|TRUSTED|IDENTITY/.test(name))
    .map((name) => [header, { [name]: undefined }, name] as const),
  ...Object.keys(oidc)
    .filter((name) => name.includes('OIDC'))
    .map((name) => [oidc, { [name]: undefined }, name] as const),
  [header, { WAYBILL_IDENTITY_SECRET: secret }, 'one of WAYBILL_IDENTITY_KEYS and WAYBILL_IDENTITY_SECRET'],
  [header, { WAYBILL_IDENTITY_SECRET: 'short' }, 'WAYBILL_IDENTITY_SECRET'],
  [header, { WAYBILL_IDENTITY_HEADER: 'Authorization' }, 'WAYBILL_IDENTITY_HEADER'],
  [header, { WAYBILL_IDENTITY_HEADER: 'X-Forwarded-User' }, 'WAYBILL_IDENTITY_HEADER'],
  [header, { WAYBILL_IDENTITY_KEYS: 'http://id.example.com/keys' }, 'WAYBILL_IDENTITY_KEYS'],
  [header, { WAYBILL_IDENTITY_KEYS: 'keys.json' }, 'WAYBILL_IDENTITY_KEYS'],
  [header, { WAYBILL_TRUSTED_PROXIES: '0.0.0.0/0' }, 'WAYBILL_TRUSTED_PROXIES'],
  [oidc, { WAYBILL_OIDC_ISSUER: 'http://id.example.com' }, 'WAYBILL_OIDC_ISSUER'],
  [oidc, { WAYBILL_OIDC_SCOPES: 'profile' }, 'WAYBILL_OIDC_SCOPES'],
  [oidc, { ...roles, WAYBILL_CLAIM_ROLE: undefined }, 'WAYBILL_CLAIM_ROLE'],
  [oidc, { ...roles, WAYBILL_CLAIM_ROLES: 'admins' }, 'WAYBILL_CLAIM_ROLES'],
  [oidc, { ...roles, WAYBILL_CLAIM_ROLES: '{"root":["a"]}' }, 'WAYBILL_CLAIM_ROLES'],
  [oidc, { ...roles, WAYBILL_CLAIM_ROLES: '{"admin":"a"}' }, 'WAYBILL_CLAIM_ROLES'],
  // What protects nothing is not taken in silence.
  [least, { WAYBILL_OIDC_ISSUER: oidc.WAYBILL_OIDC_ISSUER }, 'WAYBILL_OIDC_ISSUER'],
  [least, { WAYBILL_TRUSTED_PROXIES: '10.0.0.1' }, 'WAYBILL_TRUSTED_PROXIES'],
  [oidc, { WAYBILL_IDENTITY_HEADER: 'X-Identity' }, 'WAYBILL_IDENTITY_HEADER'],
  [{ ...least, WAYBILL_AUTH: 'password' }, roles, 'WAYBILL_CLAIM_ROLE'],
] as const)(
  '%#: half of a configuration stops the start with a line that names what is wrong',
  (variables, over, named) => {
    const start = () => read(variables, over)
    expect(start).toThrow(EnvironmentError)
    expect(start).toThrow(named)
    expect(start).toThrow(/^[^\n]+\.$/)
    expect(start).not.toThrow('a secret')
  },
)
