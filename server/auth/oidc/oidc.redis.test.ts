import { decodeJwt, type JWTPayload, SignJWT } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { startOidcProvider, testClient } from '#server/testing/start-oidc-provider.ts'
import { testConnection, testFolder, testPrefix } from '#server/testing/test-redis.ts'
import type { OidcSettings } from '../identity-settings.ts'
import { openAuth } from '../open-auth.ts'

const redirectUri = 'http://localhost:3000/api/session/oidc/callback'
const people = { ada: { name: 'Ada', groups: ['on-call'] }, eve: { name: 'Eve', groups: ['On-Call', 'on-call-2'] } }
const claims = {
  id: 'sub',
  name: 'name',
  role: 'groups',
  values: { operator: ['on-call'] },
  others: 'submitter',
} as const

async function start(over: Partial<OidcSettings> = {}) {
  const provider = await startOidcProvider(people, redirectUri)
  onTestFinished(() => provider.close())
  const redis = await testConnection()
  const oidc = { issuer: provider.issuer, ...testClient, scopes: 'openid profile', redirectUri, claims, ...over }
  const prefix = testPrefix(redis)
  const env = { auth: 'oidc', dataDir: await testFolder(), identity: { oidc }, port: 3000, prefix } as const
  const { auth } = await openAuth(env, redis)

  /** Goes to the provider, signs in there, and returns what the browser comes back with. */
  async function goThere(who = 'ada', change = (_address: URL) => {}) {
    const { address, cookie } = await auth.beginElsewhere('/jobs/a')
    const there = new URL(address)
    change(there)
    return { query: await signInAt(there, who), cookie: cookie.split(';')[0] ?? '' }
  }
  const comeBack = (query: URLSearchParams, cookie: string) =>
    auth.finishElsewhere({ query, header: (name) => (name === 'cookie' ? cookie : undefined), address: '::1' })
  const whoHas = (cookie = '') => auth.authenticate((name) => (name === 'cookie' ? cookie.split(';')[0] : undefined))
  return {
    ...provider,
    auth,
    goThere,
    comeBack,
    whoHas,
    with: async (other: OidcSettings) => (await openAuth({ ...env, identity: { oidc: other } }, redis)).auth,
    oidc,
  }
}

/** What a browser does at the provider, from the address it was sent to until it is sent back. */
async function signInAt(address: URL, who: string): Promise<URLSearchParams> {
  const jar = new Map<string, string>()
  const ask = async (url: URL, body?: URLSearchParams): Promise<URL> => {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
    const answer = await fetch(url, { method: body ? 'POST' : 'GET', body, headers: { cookie }, redirect: 'manual' })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    const next = answer.headers.get('location')
    if (next === null) throw new Error(`${url.pathname} answered ${answer.status}: ${await answer.text()}`)
    return new URL(next, url)
  }
  const form = await ask(address)
  if (form.href.startsWith(redirectUri)) return form.searchParams
  const signedIn = await ask(form, new URLSearchParams({ prompt: 'login', login: who, password: 'any' }))
  return (await ask(signedIn)).searchParams
}

const refused = { code: 'sign_in_failed' }

test('somebody who signed in at the provider is signed in here, as what their groups make them', async () => {
  const { goThere, comeBack, whoHas, issuer, auth } = await start()
  const { query, cookie } = await goThere()
  const { principal, target, cookies } = await comeBack(query, cookie)
  expect(principal).toEqual({ id: `oidc:${issuer} ada`, name: 'Ada', role: 'operator', mode: 'oidc' })
  expect(target).toBe('/jobs/a')
  expect(await whoHas(cookies[0])).toEqual(principal)
  // What the attempt was recognised by is taken away.
  expect(cookies[1]).toMatch(/^waybill-sign-in-3000=; .*Max-Age=0/)
  const session = cookies[0]?.split(';')[0]
  await auth.signOut((name) => (name === 'cookie' ? session : undefined), 'this')
  expect(await whoHas(session)).toBeUndefined()
  const eve = await goThere('eve')
  expect((await comeBack(eve.query, eve.cookie)).principal.role).toBe('submitter')
})

test('a code works once, and only in the browser that began', async () => {
  const { goThere, comeBack } = await start()
  const [mine, others] = [await goThere(), await goThere('eve')]
  await expect(comeBack(mine.query, others.cookie)).rejects.toMatchObject(refused)
  await expect(comeBack(mine.query, '')).rejects.toMatchObject(refused)
  // The right state, with a code that somebody else was given: the provider asks for the verifier it was asked for with.
  const swapped = new URLSearchParams({ ...Object.fromEntries(mine.query), code: others.query.get('code') ?? '' })
  await expect(comeBack(swapped, mine.cookie)).rejects.toMatchObject(refused)
  await comeBack(mine.query, mine.cookie)
  await expect(comeBack(mine.query, mine.cookie)).rejects.toMatchObject(refused)
})

test.each(['state', 'code', 'iss'])('an answer with another %s, or none, is refused', async (name) => {
  const { goThere, comeBack, issuer } = await start()
  const { query, cookie } = await goThere()
  const other = name === 'iss' ? `${issuer}/other` : 'x'.repeat(43)
  for (const value of [other, undefined]) {
    const changed = new URLSearchParams(query)
    if (value === undefined) changed.delete(name)
    else changed.set(name, value)
    await expect(comeBack(changed, cookie)).rejects.toMatchObject(refused)
  }
})

test('a token that was made for another sign-in is refused', async () => {
  const { goThere, comeBack } = await start()
  const { query, cookie } = await goThere('ada', (address) => address.searchParams.set('nonce', 'another'))
  await expect(comeBack(query, cookie)).rejects.toMatchObject({ ...refused, cause: { message: /nonce/ } })
})

test('the provider insists on the challenge, and it is a digest', async () => {
  const { goThere, auth } = await start()
  const { address } = await auth.beginElsewhere('/')
  expect(new URL(address).searchParams.get('code_challenge_method')).toBe('S256')
  const { query } = await goThere('ada', (there) => there.searchParams.delete('code_challenge'))
  expect(query.get('error')).toBe('invalid_request')
})

test('a token that is too old, unsigned, of somebody else or for somebody else is refused', async () => {
  const { goThere, comeBack, tamper, privateKey } = await start()
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  const signed = (payload: JWTPayload) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(privateKey)
  const changes: Record<string, (token: string) => string | Promise<string>> = {
    'too old': (token) => signed({ ...decodeJwt(token), exp: now - 60 }),
    'without an end': (token) => signed({ ...decodeJwt(token), exp: undefined }),
    unsigned: (token) => `${part({ alg: 'none' })}.${part(decodeJwt(token))}.`,
    'of another issuer': (token) => signed({ ...decodeJwt(token), iss: 'https://evil.example' }),
    'for another client': (token) => signed({ ...decodeJwt(token), aud: 'mail' }),
    'for several, and used by another': (token) =>
      signed({ ...decodeJwt(token), aud: ['waybill', 'mail'], azp: 'mail' }),
    'for several, and nobody says by whom': (token) => signed({ ...decodeJwt(token), aud: ['waybill', 'mail'] }),
    'of nobody': (token) => signed({ ...decodeJwt(token), sub: undefined }),
    'changed behind the signature': (token) =>
      token.replace(/\.[^.]+\./, `.${part({ ...decodeJwt(token), groups: ['on-call'] })}.`),
  }
  for (const [what, change] of Object.entries(changes)) {
    tamper(change)
    const { query, cookie } = await goThere('eve')
    await expect(comeBack(query, cookie), what).rejects.toMatchObject(refused)
  }
  tamper((token) => signed(decodeJwt(token)))
  const { query, cookie } = await goThere('eve')
  expect((await comeBack(query, cookie)).principal.name).toBe('Eve')
})

test('a wrong client secret is refused, and a provider that is away or calls itself otherwise is no bug of ours', async () => {
  const { goThere, comeBack } = await start({ clientSecret: 'another' })
  const { query, cookie } = await goThere()
  await expect(comeBack(query, cookie)).rejects.toMatchObject({ ...refused, cause: { message: /invalid_client/ } })
  const away = await start()
  await away.close()
  await expect(away.auth.beginElsewhere('/')).rejects.toMatchObject({ code: 'identity_unavailable' })
  const renamed = await start()
  const auth = await renamed.with({ ...renamed.oidc, issuer: renamed.issuer.replace('127.0.0.1', 'localhost') })
  await expect(auth.beginElsewhere('/')).rejects.toMatchObject({ code: 'identity_unavailable' })
})

test('a session ends after twelve hours, and when the rules of who is what change', async () => {
  const { goThere, comeBack, whoHas, oidc, with: withSettings } = await start()
  const { query, cookie } = await goThere()
  const { principal, cookies } = await comeBack(query, cookie)
  const session = cookies[0]?.split(';')[0]
  const stricter = await withSettings({ ...oidc, claims: { ...claims, values: {} } })
  expect(await stricter.authenticate((name) => (name === 'cookie' ? session : undefined))).toBeUndefined()
  expect(await whoHas(session)).toEqual(principal)
})
