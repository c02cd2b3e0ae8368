import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createAddressRanges } from './address-ranges.ts'
import { createRequestGuard, stripInternalHeaders } from './request-guard.ts'

const { refuse, refuseOrigin } = createRequestGuard({ isLocal: true })

function request(headers: Record<string, string>, method = 'GET', url = '/'): IncomingMessage {
  const message = new IncomingMessage(new Socket())
  return Object.assign(message, { method, url, headers: { host: 'localhost:3000', ...headers } })
}

test.each(['localhost', 'localhost:3000', '127.0.0.1:80', '[::1]', '[::1]:3000', 'LOCALHOST:3000'])(
  'this machine may call itself %s',
  (host) => {
    expect(refuse(request({ host }))).toBeUndefined()
  },
)

test.each([
  'evil.example',
  'evil.example:3000',
  'localhost.evil.example',
  'localhost@evil.example',
  '127.0.0.2',
  '127.0.0.1.nip.io',
  '0.0.0.0:3000',
  '[::ffff:127.0.0.1]',
  '::1',
  'localhost:',
  'localhost:3000:3000',
  'localhost:123456',
  'localhost, evil.example',
  '',
])('a name that was made to lead here is refused: "%s"', (host) => {
  expect(refuse(request({ host }))?.code).toBe('host_not_allowed')
})

test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-anything'])(
  'a request through a proxy is refused: %s',
  (name) => {
    expect(refuse(request({ [name]: '127.0.0.1' }))?.code).toBe('behind_proxy')
    expect(refuse(request({ [name]: '' }))?.code).toBe('behind_proxy')
  },
)

test.each(['http://localhost:3000/', 'http://evil.example/', 'evil.example:443', '*', ''])(
  'a target that is no path is refused: "%s"',
  (url) => {
    expect(refuse(request({}, 'GET', url))?.code).toBe('bad_request')
  },
)

test.each(['abc', ''])('there are no Server Actions: "%s"', (id) => {
  expect(refuse(request({ 'next-action': id }, 'POST'))?.code).toBe('not_found')
})

const own = 'http://localhost:3000'
test.each([
  ['our own page', { origin: own, 'sec-fetch-site': 'same-origin' }, true],
  ['our own page in an old browser', { origin: own }, true],
  ['a program', {}, true],
  ['an address that was typed in', { 'sec-fetch-site': 'none' }, true],
  ['another site', { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ['another site without an origin', { 'sec-fetch-site': 'cross-site' }, false],
  ['another port of this machine', { origin: 'http://localhost:4000', 'sec-fetch-site': 'same-site' }, false],
  ['another port in an old browser', { origin: 'http://localhost:4000' }, false],
  ['another name of this machine', { origin: 'http://127.0.0.1:3000' }, false],
  ['a sandboxed page', { origin: 'null' }, false],
  ['an origin that is none', { origin: 'localhost:3000' }, false],
  ['an origin with our name in it', { origin: 'http://localhost:3000.evil.example' }, false],
  ['an empty origin', { origin: '' }, false],
  ['a program with a cookie that does not say where from', { cookie: 'a=b' }, false],
  ['a page that was opened by hand, with its cookies', { cookie: 'a=b', 'sec-fetch-site': 'none' }, false],
  ['our own page with its cookies', { cookie: 'a=b', origin: own, 'sec-fetch-site': 'same-origin' }, true],
  ['a program with a cookie that says where from', { cookie: 'a=b', origin: own }, true],
  ['a program with a token', { cookie: 'a=b', authorization: 'Bearer x' }, true],
])('a change from %s: allowed is %s', (_who, headers, allowed) => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
    expect(refuse(request(headers, method))?.code).toBe(allowed ? undefined : 'origin_not_allowed')
  }
  expect(refuseOrigin(request(headers))?.code).toBe(allowed ? undefined : 'origin_not_allowed')
})

test.each(['GET', 'HEAD'])('reading by %s changes nothing, so a link from elsewhere works', (method) => {
  expect(refuse(request({ 'sec-fetch-site': 'cross-site' }, method))).toBeUndefined()
})

test('headers that only the server may set are gone, the others stay', () => {
  const message = request({
    'x-middleware-subrequest': 'middleware',
    'x-middleware-rewrite': '/admin',
    'x-nonce': 'known',
    'x-request-id': 'mine',
    'x-file-name': 'a.csv',
  })
  stripInternalHeaders(message)
  expect(message.headers).toEqual({ host: 'localhost:3000', 'x-file-name': 'a.csv' })
})

const remote = createRequestGuard({ isLocal: false, publicUrl: 'https://jobs.example.com' })

test('with a public address a proxy may stand before Waybill, and only that address is answered', () => {
  const through = (host: string) => remote.refuse(request({ host, 'x-forwarded-for': '10.0.0.1' }))?.code
  expect(through('jobs.example.com')).toBeUndefined()
  expect(through('JOBS.example.com')).toBeUndefined()
  expect(through('localhost:3000')).toBeUndefined()
  expect(through('evil.example')).toBe('host_not_allowed')
  expect(through('jobs.example.com.evil.example')).toBe('host_not_allowed')
  expect(through('jobs.example.com:8443')).toBe('host_not_allowed')
})

test('our own page is the one at the public address, whatever the proxy made of the host', () => {
  const from = (origin: string) => remote.refuse(request({ origin, cookie: 'a=b' }, 'POST'))?.code
  expect(from('https://jobs.example.com')).toBeUndefined()
  expect(from('http://jobs.example.com')).toBe('origin_not_allowed')
  expect(from('https://evil.example')).toBe('origin_not_allowed')
})

test('where people sign in but no public address is known, a proxy is still refused and any name is answered', () => {
  const guard = createRequestGuard({ isLocal: false })
  expect(guard.refuse(request({ host: '192.168.1.5:3000' }))).toBeUndefined()
  expect(guard.refuse(request({ host: '192.168.1.5:3000', forwarded: 'for=1' }))?.code).toBe('behind_proxy')
})

test('who somebody is may only be said by a trusted proxy', () => {
  const guard = createRequestGuard({
    isLocal: false,
    publicUrl: 'https://jobs.example.com',
    identity: { headers: ['x-identity', 'x-groups'], from: createAddressRanges(['10.0.0.0/8']) },
  })
  const from = (remoteAddress: string, headers: Record<string, string>) => {
    const sent = request({ host: 'jobs.example.com', ...headers })
    Object.defineProperty(sent.socket, 'remoteAddress', { value: remoteAddress })
    return guard.refuse(sent)?.code
  }
  expect(from('10.0.0.2', { 'x-identity': 'ada', 'x-groups': 'a' })).toBeUndefined()
  expect(from('198.51.100.9', { 'x-identity': 'ada' })).toBe('identity_not_trusted')
  expect(from('198.51.100.9', { 'x-groups': 'admins' })).toBe('identity_not_trusted')
  expect(from('198.51.100.9', { 'x-identity': '', 'x-forwarded-for': '10.0.0.2' })).toBe('identity_not_trusted')
  expect(from('198.51.100.9', {})).toBeUndefined()
})
