import fc from 'fast-check'
import { raw, withBody } from './raw-http.ts'

const routes = [
  '/api/jobs',
  '/api/jobs/batch',
  '/api/flows',
  '/api/audit',
  '/api/uploads',
  '/api/schedules',
  '/api/schedules/ID',
  '/api/schedules/ID/run',
  '/api/jobs/ID',
  ...['result', 'input', 'attempts', 'logs', 'children', 'cancel', 'retry', 'promote', 'pin', 'files/ID'].map(
    (of) => `/api/jobs/ID/${of}`,
  ),
  ...['/api/jobs/ID/share', '/api/jobs/ID/download-pass', '/api/queues/ID/pause', '/api/queues/ID/resume'],
  ...['/api/session', '/api/sessions', '/api/sign-in-links', '/api/me', '/api/queues', '/api/workers'],
  ...['/api/audit/export', '/api/schedules/next-runs', '/audit', '/workers', '/schedules', '/sign-in', '/shared'],
  ...['/api/types', '/api/health', '/api/ready', '/socket.io/', '/', '/jobs/ID', '/_next/ID', '/ID'],
]
const ids = [
  'rehearsal:j_x',
  'mail:1',
  '__proto__',
  '..',
  '%00',
  '%ff',
  '%2e%2e%2f',
  'a:b:c',
  'x'.repeat(300),
  '%F0%9F%98%80',
]
const queries = [
  '',
  '?',
  '?limit=1',
  '?limit=-1',
  '?limit[]=1',
  '?tail=5',
  '?after=x',
  '?a=1&a=2',
  '?%',
  '?_rsc=1',
  '?view=1',
  '?EIO=4&transport=polling',
]

/** What a reader of headers may trip over; half of the requests are sent without any. */
const headers = [
  ...['RSC: 1', 'Next-Router-State-Tree: %5B', 'Next-Router-Prefetch: 1', 'Next-Url: /x', 'X-Nextjs-Data: 1'],
  ...[
    'Range: bytes=9-1,x',
    'If-None-Match: *',
    'If-Modified-Since: x',
    'Accept: */*;q=x',
    'Cookie: a=b; a=%ff; =',
    'Accept-Encoding: x',
  ],
  ...[
    'Idempotency-Key: k',
    'Idempotency-Key: ',
    'X-File-Name: %ff',
    'X-File-Name: a%00b',
    'Origin: null',
    'X-Forwarded-For: x',
    'Expect: x',
  ],
  ...[
    'Content-Type: text/html',
    'Content-Type: application/json; charset=x',
    'Content-Encoding: gzip',
    'X-Matched-Path: /api',
    'Referer: \\',
  ],
]

const anyTarget = fc
  .tuple(
    fc.constantFrom(...routes),
    fc.oneof(
      fc.constantFrom(...ids),
      fc.webPath().map((path) => path.slice(1)),
    ),
    fc.constantFrom(...queries),
  )
  .map(([route, id, query]) => route.replace('ID', id) + query)
const anyHeaders = fc.oneof(fc.constant<string[]>([]), fc.uniqueArray(fc.constantFrom(...headers), { maxLength: 4 }))

/** Bodies that are nearly right, so that they get as far as possible. Nothing in them starts to run before tomorrow. */
const likely = {
  type: fc.constantFrom<unknown>('rehearsal', 'csv-report', '__proto__', '', 5, null),
  input: fc.oneof(
    fc.record(
      { title: fc.oneof(fc.string(), fc.constant('a')), steps: fc.integer(), stepMs: fc.double() },
      { requiredKeys: [] },
    ),
    fc.record({ file: fc.record({ uploadId: fc.string() }) }),
    fc.jsonValue({ maxDepth: 4 }),
  ),
  tags: fc.oneof(fc.array(fc.string({ unit: 'binary' })), fc.jsonValue({ maxDepth: 1 })),
  priority: fc.oneof(fc.integer(), fc.double()),
  name: fc.string(),
  cron: fc.string({ unit: fc.constantFrom(...'0123456789*/-, LH#?') }),
  everyMs: fc.integer(),
  timeZone: fc.string(),
  paused: fc.boolean(),
  chain: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 3 }),
  children: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 3 }),
  jobs: fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 5 }),
}
const anyObject = fc
  .record(likely, { requiredKeys: [] })
  .map((fields) =>
    JSON.stringify({ ...fields, ...('type' in fields && !('name' in fields) ? { delayMs: 86_400_000 } : {}) }),
  )
const cut = fc.tuple(anyObject, fc.nat(200)).map(([text, at]) => text.slice(0, at))
const anyBody = fc.oneof(
  anyObject.map((text) => Buffer.from(text)),
  cut.map((text) => Buffer.from(text)),
  fc.json().map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
)

const methods = ['GET', 'HEAD', 'PATCH', 'DELETE', 'PUT', 'TRACE', 'OPTIONS']
const without = fc
  .tuple(fc.constantFrom(...methods), anyTarget, anyHeaders)
  .map(([method, target, more]) => Buffer.from(raw(method, target, more)))
const withOne = fc
  .tuple(fc.constantFrom('POST', 'PATCH'), anyTarget, anyHeaders, anyBody)
  .map(([method, target, more, body]) => {
    const request = withBody(target, body, more)
    return method === 'POST' ? request : Buffer.concat([Buffer.from('PATCH'), request.subarray(4)])
  })

/** A request that may be anything, but ends: it asks to close the connection, and has as many bytes as it says. */
export const anyRequest: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 1, arbitrary: without },
  { weight: 2, arbitrary: withOne },
)
