import { expect, test } from 'vitest'
import { createProviderClient } from '../oidc/provider-client.ts'
import { createOidcMode, longestOidcMs } from './oidc-mode.ts'

const claims = { id: 'sub', name: 'name', values: {}, others: 'submitter' } as const
const settings = {
  ...{ issuer: 'https://id.example.com', clientId: 'waybill', clientSecret: 'x', scopes: 'openid', claims },
  redirectUri: 'https://jobs.example.com/api/session/oidc/callback',
}
const principal = { id: 'oidc:a', role: 'operator', name: 'Ada', mode: 'oidc' } as const
const modeWith = (over: object = {}) => createOidcMode(createProviderClient(settings), { ...settings, ...over })

test('what somebody is at the provider is asked again after half a day', async () => {
  const mode = modeWith()
  const stamp = mode.stamp
  expect(await mode.renew({ principal, stamp, startedAt: Date.now() - longestOidcMs + 60_000 })).toEqual(principal)
  expect(await mode.renew({ principal, stamp, startedAt: Date.now() - longestOidcMs })).toBeUndefined()
})

test('another provider, client or rule of who is what ends the sessions, and another secret does not', () => {
  const { stamp } = modeWith()
  expect(modeWith({ clientSecret: 'y' }).stamp).toBe(stamp)
  for (const over of [
    { issuer: 'https://b.example' },
    { clientId: 'b' },
    { claims: { ...claims, others: undefined } },
  ]) {
    expect(modeWith(over).stamp).not.toBe(stamp)
  }
})
