import { raw, withBody } from './raw-http.ts'
import type { HttpRow } from './row.ts'

const get = (row: number, what: string, target: string, status: number, code?: string): HttpRow => ({
  ...{ row, what, send: raw('GET', target), status, code },
})
const asks = (row: number, what: string, headers: string[], status: number, code?: string): HttpRow => ({
  ...{ row, what, send: raw('GET', '/', headers), status, code },
})
// A refusal of HEAD has no body to stand in.
const method = (name: string, target: string, code?: string): HttpRow => ({
  ...{ row: 46, what: `${name} ${target}`, send: raw(name, target), status: 405, code },
})
const changes = (row: number, what: string, headers: string[], status: number, code: string): HttpRow => ({
  ...{ row, what, send: withBody('/api/jobs', '{"type":"rehearsal","input":{"title":"a"}}', headers), status, code },
})
const smuggled = (what: string, headers: string[], body = ''): HttpRow => ({
  ...{ row: 5, what, send: withBody('/api/jobs', body, headers), status: 400 },
})
const upgrade = ['Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']
const upgrades = (target: string, headers: string[] = []) =>
  raw('GET', target, [...upgrade, ...headers]).replace('Connection: close', 'Connection: Upgrade')

const ids = ['..%2f..%2fetc', '%00', '%ff', '%252e%252e%252f', 'mail', 'a%20b%3Ac', `mail:${'x'.repeat(1_000)}`]

/** What may be wrong with a request before its body. */
export const requestRows: readonly HttpRow[] = [
  ...ids.map((id) => get(25, `the id ${id.slice(0, 30)}`, `/api/jobs/${id}`, 400, 'id_format')),
  get(25, 'a page of no id', '/jobs/%ff', 400, 'bad_request'),
  get(25, 'dots out of the folder', '/api/jobs/../../etc/passwd', 404, 'not_found'),
  get(26, 'an address the API does not have', '/api/nothing', 404, 'not_found'),
  get(26, 'a job nobody knows', '/api/jobs/rehearsal:j_nobody', 404, 'unknown_job'),
  get(26, 'the file of a job nobody knows', '/api/jobs/rehearsal:j_nobody/files/..%2f..%2fx', 404, 'unknown_job'),
  get(109, 'a job of a queue that cannot be', '/api/jobs/%F0%9F%98%80%3A1', 400, 'id_format'),
  ...['nobodys%3A1', `${'x'.repeat(100)}%3A1`].map((id) =>
    get(109, `a job of the queue ${id.slice(0, 20)}`, `/api/jobs/${id}`, 404, 'unknown_job'),
  ),
  get(26, '__proto__ as a schedule', '/api/schedules/__proto__', 404, 'unknown_schedule'),
  ...['0', '-1', '1000000000', '1e3', 'x', ''].map((limit) =>
    get(39, `a page of ${limit || 'nothing'}`, `/api/schedules?limit=${limit}`, 400, 'bad_request'),
  ),
  get(39, 'an order nobody knows', '/api/schedules?sort=__proto__', 400, 'bad_request'),
  get(40, 'a search that is a pattern without end', `/?q=${encodeURIComponent('(a+)+$'.repeat(1_000))}`, 200),
  get(41, 'a list in the query', '/api/schedules?limit[]=1&limit[__proto__]=x', 400, 'bad_request'),
  get(41, 'a parameter twice', '/api/schedules?limit=1&limit=2', 400, 'query_repeated'),
  get(41, 'NUL in the query', '/api/schedules?cursor=%00', 400, 'bad_request'),
  get(41, 'no text in the query', '/api/schedules?cursor=%ff', 400, 'bad_request'),
  asks(42, 'another address for the sender', ['X-Forwarded-For: 10.0.0.1'], 403, 'behind_proxy'),
  asks(42, 'another host for us', ['X-Forwarded-Host: evil.example'], 403, 'behind_proxy'),
  { row: 42, what: 'another host', send: raw('GET', '/', [], 'evil.example'), status: 421, code: 'host_not_allowed' },
  { row: 42, what: 'two hosts', send: raw('GET', '/', ['Host: evil.example']), status: 400, code: 'bad_request' },
  { row: 42, what: 'no host', send: 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', status: 400 },
  asks(43, 'a Server Action', ['Next-Action: 0123'], 404, 'not_found'),
  asks(43, 'to skip the checks', ['X-Middleware-Subrequest: src/middleware', 'X-Invoke-Path: /api/jobs'], 200),
  {
    ...{ row: 43, what: 'a place no client of Next is at', status: 400, code: 'bad_request' },
    send: raw('GET', '/nothing', ['RSC: 1', 'Next-Router-Prefetch: 1', 'Next-Router-State-Tree: %5B']),
  },
  get(43, 'another host behind two slashes', '//evil.example/', 400, 'bad_request'),
  get(43, 'another host behind a backslash', '/\\evil.example/', 400, 'bad_request'),
  get(43, 'a file of the server', '/_next/../../../etc/passwd', 404),
  get(43, 'a file of the server, escaped', '/_next/static/%2e%2e%2f%2e%2e%2fpackage.json', 404),
  get(43, 'an image from inside', '/_next/image?url=http%3A%2F%2F169.254.169.254%2F&w=64&q=75', 400),
  {
    row: 43,
    what: 'a form for a page',
    send: withBody('/', '--x--', ['Content-Type: multipart/form-data; boundary=x']),
    status: 405,
    code: 'method_not_allowed',
  },
  get(44, 'a whole URL as target', 'http://evil.example/', 400, 'bad_request'),
  get(44, 'our own URL as target', 'http://localhost/api/health', 400, 'bad_request'),
  { row: 44, what: 'an upgrade of a page', send: upgrades('/'), status: 'closed' },
  { row: 44, what: 'an upgrade of another host', send: upgrades('http://169.254.169.254/'), status: 'closed' },
  {
    row: 44,
    what: 'an upgrade to HTTP/2',
    send: raw('GET', '/', ['Upgrade: h2c']).replace('close', 'Upgrade'),
    status: 'closed',
  },
  asks(45, 'one header without end', [`X-Long: ${'x'.repeat(17 * 1024)}`], 431),
  asks(
    45,
    'headers without end',
    Array.from({ length: 2_000 }, () => 'a:b'),
    431,
    'headers_too_large',
  ),
  get(45, 'an address without end', `/${'a'.repeat(17 * 1024)}`, 431),
  ...['TRACE', 'OPTIONS', 'PUT', 'PROPFIND'].map((name) => method(name, '/api/jobs', 'method_not_allowed')),
  method('HEAD', '/api/jobs'),
  method('GET', '/api/jobs/rehearsal:j_x/cancel', 'method_not_allowed'),
  method('POST', '/', 'method_not_allowed'),
  method('TRACE', '/', 'method_not_allowed'),
  { row: 46, what: 'CONNECT', send: raw('CONNECT', 'localhost:22'), status: 'closed' },
  {
    row: 46,
    what: 'another method in a header',
    send: raw('GET', '/api/jobs', ['X-HTTP-Method-Override: POST']),
    status: 405,
    code: 'method_not_allowed',
  },
  changes(47, 'no origin at all, as null', ['Origin: null'], 403, 'origin_not_allowed'),
  changes(47, 'a foreign origin', ['Origin: https://evil.example'], 403, 'origin_not_allowed'),
  changes(47, 'another port', ['Origin: http://localhost:1'], 403, 'origin_not_allowed'),
  changes(47, 'another site', ['Sec-Fetch-Site: cross-site'], 403, 'origin_not_allowed'),
  changes(47, 'another part of the same site', ['Sec-Fetch-Site: same-site'], 403, 'origin_not_allowed'),
  smuggled('two lengths', ['Content-Length: 5', 'Content-Length: 6'], 'hello'),
  smuggled('a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
  smuggled('chunks of another kind', ['Transfer-Encoding: xchunked'], '0\r\n\r\n'),
  smuggled('a chunk of no size', ['Transfer-Encoding: chunked'], 'ZZ\r\n\r\n'),
  { row: 5, what: 'a header over two lines', send: raw('GET', '/', ['X-A: b\r\n c']), status: 400 },
  { row: 5, what: 'lines that end in half', send: 'GET / HTTP/1.1\nHost: localhost\n\n', status: 400 },
  { row: 5, what: 'the beginning of HTTP/2', send: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', status: 400 },
  get(55, 'an old Engine.IO', '/socket.io/?EIO=3&transport=polling', 400),
  ...['constructor', 'webtransport', '__proto__'].map((transport) =>
    get(55, `the transport ${transport}`, `/socket.io/?EIO=4&transport=${transport}`, 400),
  ),
  ...['__proto__', 'constructor', 'toString', 'x'].map((sid) =>
    get(56, `the session ${sid}`, `/socket.io/?EIO=4&transport=polling&sid=${sid}`, 400),
  ),
  {
    row: 53,
    what: 'a socket from another site',
    send: raw('GET', '/socket.io/?EIO=4&transport=polling', ['Origin: https://evil.example']),
    status: 403,
  },
  {
    row: 53,
    what: 'a WebSocket from another site',
    send: upgrades('/socket.io/?EIO=4&transport=websocket', ['Origin: https://evil.example']),
    status: 400,
  },
  {
    row: 53,
    what: 'a WebSocket from no site',
    send: upgrades('/socket.io/?EIO=4&transport=websocket', ['Origin: null']),
    status: 400,
  },
]
