import { randomBytes } from 'node:crypto'
import { type APIRequestContext, request as programs } from '@playwright/test'
import { type JWTPayload, SignJWT } from 'jose'
import { io, type Socket } from 'socket.io-client'
import { freePort } from '#server/testing/free-port.ts'
import { expectLinkOpensOnly } from './expect-link-opens-only.ts'
import { type ReverseProxy, startReverseProxy } from './reverse-proxy.ts'
import { type StartedWaybill, startWaybill } from './start-waybill.ts'
import { expect, test } from './waybill-test.ts'

const secret = randomBytes(32)
const issuer = 'https://id.example.com'
const header = 'x-identity'
/** The proxy calls from here; whoever calls from elsewhere is not it. */
const proxyAddress = '127.0.0.2'
const people: Record<string, JWTPayload> = {
  sue: { sub: 'sue', name: 'Sue' },
  bob: { sub: 'bob', name: 'Bob' },
  vera: { sub: 'vera', name: 'Vera', groups: ['watchers'] },
  olga: { sub: 'olga', name: 'Olga', groups: ['on-call', 'others'] },
  root: { sub: 'root', name: 'Root', groups: ['platform'] },
}

const seconds = () => Math.floor(Date.now() / 1_000)

interface Signed {
  expiresAt?: number
  issuer?: string
  audience?: string
  key?: Buffer
}

const identityOf = (claims: JWTPayload = {}, signed: Signed = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(signed.issuer ?? issuer)
    .setAudience(signed.audience ?? 'waybill')
    .setExpirationTime(signed.expiresAt ?? seconds() + 300)
    .sign(signed.key ?? secret)

let waybill: StartedWaybill
let proxy: ReverseProxy
/** Where Waybill itself listens, past the proxy. */
let behind = ''
/** What the proxy is told to say instead of whom it knows, by the cookie `as` of a request. */
const saying = new Map<string, string>()

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(120_000)
  const [port, target] = [await freePort(), await freePort()]
  proxy = await startReverseProxy({
    ...{ port, target, from: proxyAddress, header },
    async identify({ headers: { cookie = '' } }) {
      const who = /\bas=(\w+)/.exec(cookie)?.[1] ?? ''
      return saying.get(who) ?? (people[who] && identityOf(people[who]))
    },
  })
  behind = `http://localhost:${target}`
  waybill = await startWaybill({
    port: target,
    env: {
      WAYBILL_AUTH: 'header',
      WAYBILL_PUBLIC_URL: proxy.url,
      WAYBILL_TRUSTED_PROXIES: `${proxyAddress}/32`,
      WAYBILL_IDENTITY_HEADER: 'X-Identity',
      WAYBILL_IDENTITY_SECRET: secret.toString('base64'),
      WAYBILL_IDENTITY_ISSUER: issuer,
      WAYBILL_IDENTITY_AUDIENCE: 'waybill',
      WAYBILL_CLAIM_ROLE: 'groups',
      WAYBILL_CLAIM_ROLES: '{"admin":["platform"],"operator":["on-call"],"viewer":["watchers"]}',
    },
  })
})

test.afterAll(async () => {
  await waybill?.stop()
  await proxy?.close()
})

const as = (who: string, more: Record<string, string> = {}): Promise<APIRequestContext> =>
  programs.newContext({ baseURL: proxy.url, extraHTTPHeaders: { Cookie: `as=${who}`, Origin: proxy.url, ...more } })

const rehearsal = { type: 'rehearsal', input: { title: 'Behind a proxy', steps: 1, stepMs: 0 }, delayMs: 86_400_000 }

/** A connection through the proxy, or past it; resolves to why it was refused, if it was. */
async function connected(url: string, headers: Record<string, string>): Promise<{ socket: Socket; refused?: string }> {
  const extraHeaders = { Origin: proxy.url, ...headers }
  const socket = io(url, { transports: ['websocket'], reconnection: false, extraHeaders })
  const refused = await new Promise<string | undefined>((resolve) => {
    socket.once('connect', () => resolve(undefined))
    socket.once('connect_error', (error) => resolve(error.message))
  })
  return { socket, refused }
}

test('everybody is who the proxy says, over HTTP and the socket, and may do what their groups allow', async () => {
  const [jobs, queues, audit] = ['/api/jobs', '/api/queues', '/api/audit']
  for (const [who, role, may] of [
    ['sue', 'submitter', [202, 403, 403, false]],
    ['vera', 'viewer', [403, 403, 403, false]],
    ['olga', 'operator', [202, 200, 403, true]],
    ['root', 'admin', [202, 200, 200, true]],
  ] as const) {
    const person = await as(who)
    const me = await (await person.get('/api/me')).json()
    expect.soft(me).toMatchObject({ role, name: people[who]?.name, mode: 'header', isVisitor: false })
    const { socket, refused } = await connected(proxy.url, { Cookie: `as=${who}` })
    expect.soft(refused, who).toBeUndefined()
    const watched = await socket.timeout(5_000).emitWithAck('watch', { watch: 'w', view: { kind: 'ops' } })
    const answers = [
      (await person.post(jobs, { data: rehearsal })).status(),
      (await person.get(queues)).status(),
      (await person.get(audit)).status(),
      watched.ok,
    ]
    expect.soft(answers, who).toEqual([...may])
    socket.close()
    await person.dispose()
  }
  const [sue, bob] = [await as('sue'), await as('bob')]
  const { statusUrl } = await (await sue.post(jobs, { data: rehearsal })).json()
  expect((await sue.get(statusUrl)).status()).toBe(200)
  expect((await bob.get(statusUrl)).status()).toBe(404)
  // Of an admin's token nothing is known in this mode, and of nobody at all neither.
  const nobody = await as('nobody')
  expect((await nobody.get('/api/me')).status()).toBe(401)
  expect((await connected(proxy.url, { Cookie: 'as=nobody' })).refused).toBe('sign_in_required')
  // The log of what was done says who, and from where.
  const root = await as('root')
  const { entries } = await (await root.get('/api/audit?action=job.cancel')).json()
  expect(entries).toEqual([])
  await sue.post(`${statusUrl}/cancel`)
  const [entry] = (await (await root.get('/api/audit?action=job.cancel')).json()).entries
  expect(entry).toMatchObject({ by: `header:${issuer} sue`, mode: 'header', from: { address: '127.0.0.1' } })
  for (const person of [sue, bob, nobody, root]) await person.dispose()
})

test('a header that did not come by the proxy, or that was not signed for us and for now, makes nobody anybody', async () => {
  const valid = await identityOf(people.root)
  // Past the proxy, from an address that is not its own.
  const past = await programs.newContext({ baseURL: behind, extraHTTPHeaders: { 'X-Identity': valid } })
  for (const path of ['/api/me', '/', '/api/health', '/socket.io/?EIO=4&transport=polling']) {
    const answer = await past.get(path, { maxRedirects: 0 })
    expect.soft(answer.status(), path).toBe(403)
    if (!path.startsWith('/socket.io')) expect.soft((await answer.json()).code, path).toBe('identity_not_trusted')
  }
  const { socket, refused } = await connected(behind, { 'X-Identity': valid })
  expect(refused).toBeDefined()
  socket.close()
  // Through the proxy, which takes away what a visitor says about themselves.
  const forging = await as('nobody', { 'X-Identity': valid })
  expect((await forging.get('/api/me')).status()).toBe(401)
  const sue = await as('sue', { 'X-Identity': valid })
  expect(await (await sue.get('/api/me')).json()).toMatchObject({ name: 'Sue', role: 'submitter' })
  const wrong: Record<string, string> = {
    expired: await identityOf(people.root, { expiresAt: seconds() - 60 }),
    elsewhere: await identityOf(people.root, { issuer: 'https://other.example' }),
    another: await identityOf(people.root, { audience: 'another program' }),
    forged: await identityOf(people.root, { key: randomBytes(32) }),
    unsigned: `${valid.split('.').slice(0, 2).join('.')}.`,
    none: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${valid.split('.')[1]}.`,
    text: 'root',
  }
  for (const [what, identity] of Object.entries(wrong)) {
    saying.set(what, identity)
    const person = await as(what)
    expect.soft((await person.get('/api/me')).status(), what).toBe(401)
    expect.soft((await connected(proxy.url, { Cookie: `as=${what}` })).refused, what).toBe('sign_in_required')
    await person.dispose()
  }
  for (const person of [past, forging, sue]) await person.dispose()
})

test('a connection ends with the identity it came with, also when that is shown again', async () => {
  // Clocks may differ by half a minute, so this one holds for ten seconds more.
  saying.set('brief', await identityOf(people.olga, { expiresAt: seconds() - 20 }))
  const person = await as('brief')
  expect((await person.get('/api/me')).status()).toBe(200)
  const { socket, refused } = await connected(proxy.url, { Cookie: 'as=brief' })
  expect(refused).toBeUndefined()
  const told = new Promise<string>((resolve) => void socket.once('signedOut', () => resolve('signed out')))
  const ended = new Promise<string>((resolve) => void socket.once('disconnect', resolve))
  expect(await told).toBe('signed out')
  expect(await ended).toBe('io server disconnect')
  expect((await person.get('/api/me')).status()).toBe(401)
  await person.dispose()
})

test('a page behind the proxy is live, says who is signed in, and that the way out is at the proxy', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: proxy.url })
  await context.addCookies([{ name: 'as', value: 'olga', url: proxy.url }])
  const page = await context.newPage()
  await page.goto('/workers')
  await expect(page.getByRole('heading', { name: 'Workers' })).toBeVisible()
  await page.goto('/')
  await expect(page.getByRole('banner').getByText('Live')).toBeVisible()
  await page.getByRole('button', { name: 'Account of Olga' }).click()
  await expect(page.getByText('sign out there')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Sign out/ })).toHaveCount(0)
  // Who asks for it all the same is answered that it is done, which here it always is: there is no session.
  const out = await context.request.delete('/api/session', { headers: { Origin: proxy.url } })
  expect(out.status()).toBe(204)
  // Signed out at the proxy.
  await context.clearCookies()
  await page.goto('/workers')
  await expect(page).toHaveURL(/\/sign-in\?then=%2Fworkers$/)
  await context.close()
})

test('a link to a job opens it behind the proxy without an identity, and nothing else', async () => {
  const [owner, stranger] = [await as('sue'), await programs.newContext({ baseURL: proxy.url })]
  const { id } = await (await owner.post('/api/jobs', { data: rehearsal })).json()
  await expectLinkOpensOnly({ url: proxy.url, owner, stranger, job: id })
  await owner.dispose()
  await stranger.dispose()
})
