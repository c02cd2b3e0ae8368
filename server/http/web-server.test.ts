import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Log } from '#server/log.ts'
import { createAddressRanges } from './address-ranges.ts'
import { createSenderAddress } from './client-address.ts'
import { createRequestGuard } from './request-guard.ts'
import { createWebServer, type WebServerOptions } from './web-server.ts'

/** A server on a port of its own, and a way to send it any bytes and read all it says, sizes of chunks included. */
async function serve(over: Partial<WebServerOptions> = {}) {
  const logged: unknown[] = []
  const asked: string[] = []
  const keep = (entry: unknown) => void logged.push(entry)
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep }
  const server = createWebServer({
    development: false,
    guard: createRequestGuard({ isLocal: true }),
    senderAddress: createSenderAddress(createAddressRanges([])),
    auth: { greet: () => undefined },
    async pages(request, response) {
      asked.push(`${request.method} ${request.url}`)
      const { 'x-request-id': id, 'x-nonce': nonce, 'x-middleware-subrequest': inner = '' } = request.headers
      response.end(`page for ${id} with ${nonce}${inner}`)
    },
    async downloads(request, response) {
      response.end(`file at ${request.url}`)
    },
    upgrades: createServer(),
    unready: async () => undefined,
    log,
    ...over,
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })
  const { port } = server.address() as AddressInfo
  return { logged, asked, raw: (text: string) => talk(port, text) }
}

async function talk(port: number, text: string) {
  const socket = connect(port, '127.0.0.1')
  socket.end(text)
  let answer = ''
  for await (const chunk of socket.setEncoding('utf8')) answer += chunk
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'mi').exec(head)?.[1]?.trim()
  return {
    answer,
    status: Number(head.split(' ')[1]),
    header,
    body,
    json: () => JSON.parse(/^\{.*\}$/m.exec(body)?.[0] ?? ''),
  }
}

const get = (target: string, ...headers: string[]) =>
  [`GET ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n')

test('a connection waits for the next request for longer than a proxy keeps it', async () => {
  const { raw } = await serve()
  const { header } = await raw('GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n')
  expect(Number(/timeout=(\d+)/.exec(header('Keep-Alive') ?? '')?.[1])).toBeGreaterThan(60)
})

test('a page gets a request id and a nonce of ours, whatever the request claims', async () => {
  const { raw } = await serve()
  const answer = await raw(get('/jobs', 'X-Request-Id: forged', 'X-Nonce: forged', 'X-Middleware-Subrequest: forged'))
  const id = answer.header('X-Request-Id')
  const nonce = /'nonce-([^']+)'/.exec(answer.header('Content-Security-Policy') ?? '')?.[1]
  expect(answer.status).toBe(200)
  expect(answer.body).toContain(`page for ${id} with ${nonce}`)
  expect(answer.body).not.toContain('forged')
})

test('a process that lives says so', async () => {
  const { raw, asked } = await serve()
  expect(await raw(get('/api/health?x=1'))).toMatchObject({ status: 200 })
  expect(asked).toEqual([])
})

test('a server that cannot work says why', async () => {
  const ready = await (await serve()).raw(get('/api/ready'))
  expect([ready.status, ready.json()]).toEqual([200, { ready: true }])
  const { raw } = await serve({ unready: async () => 'Redis does not answer.' })
  const unready = await raw(get('/api/ready'))
  expect([unready.status, unready.json()]).toEqual([503, { ready: false, reason: 'Redis does not answer.' }])
})

test('an artifact is not left to the pages, and passes the same guard', async () => {
  const { raw, asked } = await serve()
  const path = '/api/jobs/mail%3A1/files/a.txt'
  const answer = await raw(get(`${path}?view=1`))
  expect([answer.body, asked]).toEqual([expect.stringContaining(`file at ${path}?view=1`), []])
  expect(answer.header('X-Content-Type-Options')).toBe('nosniff')
  expect(answer.header('X-Request-Id')).toBeDefined()
  const refused = await raw(`GET ${path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`)
  expect([refused.status, refused.body]).toEqual([421, expect.not.stringContaining('file at')])
})

const refused = [
  ['a foreign host', get('/').replace('localhost', 'evil.example'), 421, 'host_not_allowed'],
  ['a host that is another name', get('/api/health').replace('localhost', 'rebound.example'), 421, 'host_not_allowed'],
  ['a proxy', get('/', 'X-Forwarded-For: 10.0.0.1'), 403, 'behind_proxy'],
  ['a foreign origin', get('/', 'Origin: http://evil.example').replace('GET', 'POST'), 403, 'origin_not_allowed'],
  ['another site', get('/', 'Sec-Fetch-Site: cross-site').replace('GET', 'DELETE'), 403, 'origin_not_allowed'],
  ['a Server Action', get('/', 'Next-Action: 00').replace('GET', 'POST'), 404, 'not_found'],
  ['a whole URL as target', get('http://evil.example/'), 400, 'bad_request'],
  ['our own URL as target', get('http://localhost/socket.io/'), 400, 'bad_request'],
] as const

test.each(refused)('%s is refused before a page is asked', async (_what, text, status, code) => {
  const { raw, asked } = await serve()
  const answer = await raw(text)
  expect(answer.status).toBe(status)
  expect(answer.header('Content-Type')).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ code, status, requestId: answer.header('X-Request-Id') })
  expect(asked).toEqual([])
})

test('[I10] an unexpected throw becomes a problem with a request id and a log entry, and the next request is served', async () => {
  const bug = new Error('a secret detail')
  const { raw, logged } = await serve({ pages: () => Promise.reject(bug) })
  const answer = await raw(get('/jobs'))
  expect(answer.status).toBe(500)
  expect(answer.json()).toMatchObject({ code: 'internal', requestId: answer.header('X-Request-Id') })
  expect(answer.answer).not.toContain('secret')
  expect(logged).toEqual([{ err: bug, requestId: answer.header('X-Request-Id') }])
  expect((await raw(get('/api/health'))).status).toBe(200)
})

test('[I10] a readiness check that fails unexpectedly is answered as well', async () => {
  const { raw, logged } = await serve({ unready: () => Promise.reject(new Error('a bug')) })
  expect((await raw(get('/api/ready'))).status).toBe(500)
  expect(logged).toHaveLength(1)
})

test('an answer that breaks off half-way is cut, so that nobody takes it for whole', async () => {
  const { raw } = await serve({
    async pages(_request, response) {
      response.writeHead(200, { 'Content-Length': 100 }).write('half')
      throw new Error('a bug')
    },
  })
  const { body } = await raw(get('/jobs')).catch(() => ({ body: 'half' }))
  expect(body.length).toBeLessThan(100)
})

const upgrade = (target: string) =>
  get(target, 'Upgrade: websocket').replace('Connection: close', 'Connection: Upgrade')

test.each(['/', '/api/jobs', '/_next/webpack-hmr', 'http://evil.example/socket.io/'])(
  'an upgrade to %s is cut off without an answer',
  async (target) => {
    const { raw, asked } = await serve()
    expect((await raw(upgrade(target))).answer).toBe('')
    expect(asked).toEqual([])
  },
)

test('hot reload is passed on in development, but not from another host', async () => {
  const upgrades = createServer().on('upgrade', (_request, socket) => socket.end('reloading'))
  const { raw } = await serve({ development: true, upgrades })
  expect((await raw(upgrade('/_next/webpack-hmr'))).answer).toBe('reloading')
  expect((await raw(upgrade('/_next/webpack-hmr').replace('localhost', 'evil.example'))).answer).toBe('')
})

test('headers without end are refused', async () => {
  const { raw } = await serve()
  expect((await raw(get('/', `X-Long: ${'x'.repeat(17 * 1024)}`))).status).toBe(431)
})
