import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { io, type Socket } from 'socket.io-client'
import { freePort } from '#server/testing/free-port.ts'
import { ask } from './ask.ts'
import { type PrivateRedis, startPrivateRedis } from './chaos/private-redis.ts'
import { credentials, testToken } from './credentials.ts'
import { type StartedWaybill, startWaybill } from './start-waybill.ts'

const publicUrl = 'https://jobs.example.com'

let folder: string
let redis: PrivateRedis
/** Reached by http, as it is. */
let plain: StartedWaybill
/** Another web process on the same Redis, which people reach over https. */
let secure: StartedWaybill

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(120_000)
  folder = await mkdtemp(join(tmpdir(), 'waybill-sessions-'))
  redis = await startPrivateRedis(join(folder, 'redis'), 'redis-server')
  const env = { REDIS_URL: `redis://127.0.0.1:${redis.port}`, WAYBILL_AUTH: 'token' }
  plain = await startWaybill({ env })
  const port = await freePort()
  const started = await startWaybill({ port, env: { ...env, WAYBILL_ROLE: 'web', WAYBILL_PUBLIC_URL: publicUrl } })
  // The test is its proxy.
  secure = { ...started, url: `http://localhost:${port}` }
})

test.afterAll(async () => {
  await secure?.stop()
  await plain?.stop()
  await redis?.close()
  await rm(folder, { recursive: true, force: true })
})

const json = { 'Content-Type': 'application/json' }

/** Signs in, and returns the cookie as the browser would send it, and as it was set. */
async function signIn(site: StartedWaybill, headers: Record<string, string> = {}) {
  const own = { Origin: site.url, ...json, ...headers }
  const answer = await ask(site.url, 'POST', '/api/session', own, JSON.stringify({ token: testToken }))
  expect(answer.status, answer.body).toBe(201)
  const [set = ''] = answer.headers['set-cookie'] ?? []
  const [pair = ''] = set.split(';')
  return { set, pair, id: pair.slice(pair.indexOf('=') + 1) }
}

// What a proxy in front says; the name is the public one.
const viaProxy = { Host: 'jobs.example.com', Origin: publicUrl, 'X-Forwarded-Proto': 'https' }
const nameOf = (site: StartedWaybill) => (site === secure ? '__Host-waybill' : `waybill-${new URL(site.url).port}`)

test('the cookie of a session is for this host, no script and no other site; over https for https alone', async () => {
  const { set } = await signIn(plain)
  expect(set).toMatch(new RegExp(`^${nameOf(plain)}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=\\d+$`))
  const other = await signIn(secure, viaProxy)
  expect(other.set).toMatch(/^__Host-waybill=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/)
})

test('signing in makes a new id, whatever came with it, and an id somebody chose never becomes a session', async () => {
  const chosen = 'A'.repeat(43)
  const name = nameOf(plain)
  const first = await signIn(plain, { Cookie: `${name}=${chosen}` })
  expect(first.id).not.toBe(chosen)
  const second = await signIn(plain, { Cookie: first.pair })
  expect(second.id).not.toBe(first.id)
  // Whoever had the session before it cannot go on with it.
  expect((await ask(plain.url, 'GET', '/api/me', { Cookie: first.pair })).status).toBe(401)
  const me = (cookie: string) => ask(plain.url, 'GET', '/api/me', { Cookie: cookie })
  expect((await me(`${name}=${chosen}`)).status).toBe(401)
  expect((await me(second.pair)).status).toBe(200)
  const out = await ask(plain.url, 'DELETE', '/api/session', { Cookie: second.pair, Origin: plain.url })
  expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0')
  expect((await me(second.pair)).status).toBe(401)
})

test('[row 48] a cookie that is no session is nobody, whatever else is wrong with it, and is taken back', async () => {
  const { pair } = await signIn(plain)
  const name = nameOf(plain)
  const old = await signIn(plain)
  await ask(plain.url, 'DELETE', '/api/session', { Cookie: old.pair, Origin: plain.url })
  const paths = ['/api/me', '/api/types', '/api/jobs/rehearsal:j_x', '/api/jobs/rehearsal:j_x/files/a']
  for (const cookie of [`${pair}x`, old.pair, `${name}=`, `${name}=x; ${pair}`, `${'a=b;'.repeat(2_000)}${name}=x`]) {
    for (const path of paths) {
      const answer = await ask(plain.url, 'GET', path, { Cookie: cookie })
      expect.soft([answer.status, answer.code], `${path} ${cookie.slice(-60)}`).toEqual([401, 'sign_in_required'])
      expect.soft(answer.headers['set-cookie'], path).toEqual([expect.stringMatching(`^${name}=; .*Max-Age=0`)])
    }
  }
  expect((await ask(plain.url, 'GET', '/api/me', { Cookie: 'a=b;'.repeat(8_000) })).status).toBe(431)
  // A cookie that is good stays: who shows a wrong token is judged by that, and a wrong password changes nothing.
  const wrongToken = await ask(plain.url, 'GET', '/api/me', { Cookie: pair, Authorization: 'Bearer wrong' })
  const own = { Cookie: pair, Origin: plain.url, ...json }
  const wrongSignIn = await ask(plain.url, 'POST', '/api/session', own, '{"token":"wrong"}')
  const nobody = await ask(plain.url, 'GET', '/api/me')
  for (const { status, headers } of [wrongToken, wrongSignIn, nobody]) {
    expect.soft([status, headers['set-cookie']]).toEqual([401, undefined])
  }
  expect((await ask(plain.url, 'GET', '/api/me', { Cookie: pair })).status).toBe(200)
})

test('[G10] signing out everywhere on one node ends the connections on all nodes within five seconds', async () => {
  const { id, pair } = await signIn(plain)
  const sockets = [plain, secure].map(
    (site): Socket =>
      io(site.url, {
        transports: ['websocket'],
        reconnection: false,
        extraHeaders: { Cookie: `${nameOf(site)}=${id}`, Origin: site === secure ? publicUrl : site.url },
      }),
  )
  try {
    await Promise.all(sockets.map((socket) => new Promise<void>((done) => void socket.once('connect', done))))
    const ended = sockets.map((socket) => new Promise<string>((done) => void socket.once('disconnect', done)))
    const began = performance.now()
    const out = await ask(plain.url, 'DELETE', '/api/sessions', { Cookie: pair, Origin: plain.url })
    expect(out.status).toBeLessThan(300)
    expect(await Promise.all(ended)).toEqual(['io server disconnect', 'io server disconnect'])
    expect(performance.now() - began).toBeLessThan(5_000)
  } finally {
    for (const socket of sockets) socket.close()
  }
})

test('only our own pages and programs change anything: every origin, site, type, method and proof', async () => {
  test.setTimeout(90_000)
  const { pair } = await signIn(plain)
  const body = JSON.stringify({ type: 'rehearsal', input: { title: 'Once', steps: 1 }, delayMs: 86_400_000 })
  const sites = [undefined, 'same-origin', 'none', 'same-site', 'cross-site']
  const origins = [undefined, plain.url, 'null', 'https://evil.example', 'http://localhost:1']
  const types = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', undefined]
  const proofs: Record<string, Record<string, string>> = {
    cookie: { Cookie: pair },
    bearer: credentials,
    both: { Cookie: pair, ...credentials },
    nothing: {},
  }
  const wrong: string[] = []
  for (const site of sites) {
    for (const origin of origins) {
      for (const type of types) {
        for (const [proof, shown] of Object.entries(proofs)) {
          const headers = {
            ...shown,
            ...(site && { 'Sec-Fetch-Site': site }),
            ...(origin && { Origin: origin }),
            ...(type && { 'Content-Type': type }),
          }
          const isForeign =
            (site !== undefined && site !== 'same-origin' && site !== 'none') ||
            (origin !== undefined && origin !== plain.url) ||
            (proof === 'cookie' && origin === undefined && site !== 'same-origin')
          const expected = isForeign ? 403 : proof === 'nothing' ? 401 : type === 'application/json' ? 202 : 415
          const { status } = await ask(plain.url, 'POST', '/api/jobs', headers, body)
          const what = JSON.stringify({ site, origin, type, proof })
          if (status !== expected) wrong.push(`${what}: ${status}, not ${expected}`)
          // Reading is no change, and no site can read the answer.
          if (type !== undefined) continue
          const read = await ask(plain.url, 'GET', '/api/me', headers)
          const allows = Object.keys(read.headers).filter((name) => name.startsWith('access-control'))
          if (read.status !== (proof === 'nothing' ? 401 : 200) || allows.length > 0) wrong.push(`${what} reads`)
        }
      }
    }
  }
  for (const method of ['DELETE', 'PATCH', 'PUT']) {
    const { code } = await ask(plain.url, method, '/api/sessions', { Cookie: pair, Origin: 'https://evil.example' })
    if (code !== 'origin_not_allowed') wrong.push(`${method}: ${code}`)
  }
  expect(wrong).toEqual([])
})

test('every kind of answer carries the headers that keep browsers strict, and HSTS only where it is true', async () => {
  const page = await ask(plain.url, 'GET', '/sign-in')
  const script = /\/_next\/static\/[^"]+\.js/.exec(page.body)?.[0] ?? ''
  const submitted = await ask(
    ...[plain.url, 'POST', '/api/jobs', { ...credentials, ...json }],
    '{"type":"csv-report","input":{"file":{"sample":"seattle-weather.csv"}}}',
  )
  const { statusUrl } = JSON.parse(submitted.body)
  const state = async () => JSON.parse((await ask(plain.url, 'GET', statusUrl, credentials)).body).state
  await expect.poll(state, { timeout: 20_000 }).toBe('success')
  const kinds: [what: string, status: number, method: string, path: string, headers?: Record<string, string>][] = [
    ['a page', 200, 'GET', '/sign-in'],
    ['a page for somebody', 200, 'GET', '/', credentials],
    ['a page that is not there', 404, 'GET', '/nothing', credentials],
    ['a redirect', 307, 'GET', '/workers'],
    ['a script', 200, 'GET', script],
    ['data', 200, 'GET', '/api/types', credentials],
    ['a refusal', 401, 'GET', '/api/types'],
    ['an error', 404, 'GET', '/api/jobs/rehearsal:j_no', credentials],
    ['a wrong address', 404, 'GET', '/api/nothing', credentials],
    ['health', 200, 'GET', '/api/health'],
    ['a file', 200, 'GET', `${statusUrl}/files/report.html`, credentials],
    ['no file', 404, 'GET', `${statusUrl}/files/none`, credentials],
    ['a refused host', 403, 'GET', '/', { 'X-Forwarded-For': '10.0.0.1' }],
    ['a handshake', 200, 'GET', '/socket.io/?EIO=4&transport=polling', credentials],
  ]
  for (const [what, status, method, path, headers] of kinds) {
    for (const site of [plain, secure]) {
      const through = site === secure ? { ...viaProxy, ...headers } : headers
      // Behind the proxy it was told of, it refuses nobody for it.
      if (site === secure && what === 'a refused host') continue
      const answer = await ask(site.url, method, path, through)
      const about = `${what} by ${site === secure ? 'https' : 'http'}`
      // The other node has files of its own.
      if (!(site === secure && what === 'a file')) expect.soft(answer.status, about).toBe(status)
      expect.soft(answer.headers, about).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      })
      expect.soft(answer.headers['x-powered-by'], about).toBeUndefined()
      expect
        .soft(answer.headers['strict-transport-security'], about)
        .toBe(site === secure ? 'max-age=31536000' : undefined)
      if (what !== 'a handshake') expect.soft(answer.headers['content-security-policy'], about).toContain('default-src')
    }
  }
})

test('each page has a nonce of its own, which nothing but its own scripts has', async () => {
  const nonces = new Set<string>()
  for (let i = 0; i < 5; i += 1) {
    const { headers, body } = await ask(plain.url, 'GET', '/sign-in')
    const policy = String(headers['content-security-policy'])
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? []
    expect(policy).not.toContain('unsafe-eval')
    expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain('unsafe-inline')
    const inline = [...body.matchAll(/<script(?![^>]*\bsrc=)([^>]*)>/g)].map(([, attributes = '']) => attributes)
    expect(inline.length).toBeGreaterThan(0)
    expect(inline.filter((attributes) => !attributes.includes(`nonce="${nonce}"`))).toEqual([])
    nonces.add(nonce)
  }
  expect(nonces.size).toBe(5)
})
