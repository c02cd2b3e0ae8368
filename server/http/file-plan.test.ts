import type { IncomingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import { RangeNotSatisfiableError } from '#core/errors.ts'
import { planFile, type StoredFile } from './file-plan.ts'

const modifiedAt = Date.UTC(2026, 10, 20, 12, 0, 0, 500)
const date = 'Fri, 20 Nov 2026 12:00:00 GMT'
const file: StoredFile = { name: 'digits.txt', bytes: 10, mediaType: 'text/plain', tag: 't1', modifiedAt }

const ask = (headers: IncomingHttpHeaders = {}, over: Partial<StoredFile> = {}, view = false, headOnly = false) =>
  planFile({ headers, view, headOnly }, { ...file, ...over })

test.each([
  ['bytes=0-0', '0-0', '1'],
  ['bytes=2-5', '2-5', '4'],
  ['bytes=5-', '5-9', '5'],
  ['bytes=-3', '7-9', '3'],
  ['bytes=0-999', '0-9', '10'],
  ['bytes=-10', '0-9', '10'],
  ['bytes=-999', '0-9', '10'],
])('the range %s is %s', (range, place, length) => {
  const plan = ask({ range })
  expect(plan).toMatchObject({
    status: 206,
    headers: { 'Content-Range': `bytes ${place}/10`, 'Content-Length': length },
  })
  expect(`${plan.range?.start}-${plan.range?.end}`).toBe(place)
})

test.each(['', 'bytes', 'bytes=', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,3-4', 'bytes=1'])(
  'for "%s" the whole file is the answer',
  (range) => {
    const { status, headers, range: planned } = ask({ range })
    expect([status, headers['Content-Length'], headers['Content-Range'], planned]).toEqual([
      200,
      '10',
      undefined,
      undefined,
    ])
  },
)

test.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('the range %s lies outside', (range) => {
  expect(() => ask({ range })).toThrow(RangeNotSatisfiableError)
})

test.each([
  ['the same content', '"t1"', 206],
  ['another content', '"t0"', 200],
  ['a weak tag', 'W/"t1"', 200],
  ['a date', date, 200],
])('a download that was cut off goes on only behind the same content: %s', (_what, condition, status) => {
  expect(ask({ range: 'bytes=5-', 'if-range': condition }).status).toBe(status)
})

test.each<[string, IncomingHttpHeaders, number]>([
  ['the same tag', { 'if-none-match': '"t1"' }, 304],
  ['one of many tags, weakly', { 'if-none-match': '"t0", W/"t1"' }, 304],
  ['any tag', { 'if-none-match': '*' }, 304],
  ['another tag', { 'if-none-match': '"t0"' }, 200],
  ['the same second', { 'if-modified-since': date }, 304],
  ['an earlier time', { 'if-modified-since': 'Fri, 20 Nov 2026 11:59:59 GMT' }, 200],
  ['no time', { 'if-modified-since': 'yesterday' }, 200],
  ['another tag, whatever the time', { 'if-none-match': '"t0"', 'if-modified-since': date }, 200],
  ['the same tag, whatever the range', { 'if-none-match': '"t1"', range: 'bytes=99-' }, 304],
])('a client that has %s', (_what, headers, status) => {
  const plan = ask(headers)
  expect(plan).toMatchObject({ status, headers: { ETag: '"t1"', 'Last-Modified': date } })
  expect('Content-Length' in plan.headers).toBe(status === 200)
})

test('HEAD tells of the whole file, also with a range', () => {
  expect(ask({ range: 'bytes=5-' }, {}, false, true)).toMatchObject({
    status: 200,
    headers: { 'Content-Length': '10' },
  })
})

test('an empty file is an answer', () => {
  expect(ask({}, { bytes: 0 })).toMatchObject({ status: 200, headers: { 'Content-Length': '0' } })
})

test('a file is downloaded, and looked at only on request, without any power', () => {
  expect(ask().headers['Content-Disposition']).toBe('attachment; filename="digits.txt"')
  expect(ask({}, {}, true).headers['Content-Disposition']).toBe('inline; filename="digits.txt"')
  for (const plan of [ask(), ask({}, {}, true), ask({ 'if-none-match': '*' })]) {
    const policy = plan.headers['Content-Security-Policy']
    expect(policy).toContain('sandbox;')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('allow-')
  }
})

test('only what is looked at may stand in a frame, and only in one of our own pages', () => {
  const frames = (plan: ReturnType<typeof ask>) => [
    /frame-ancestors ([^;]*)/.exec(plan.headers['Content-Security-Policy'] ?? '')?.[1],
    plan.headers['X-Frame-Options'],
  ]
  expect(frames(ask({}, {}, true))).toEqual(["'self'", 'SAMEORIGIN'])
  expect(frames(ask({ 'if-none-match': '*' }, {}, true))).toEqual(["'self'", 'SAMEORIGIN'])
  // What every answer carries forbids frames already.
  expect(frames(ask())).toEqual(["'none'", undefined])
})

test('a name in any script arrives, and cannot end the header', () => {
  const header = ask({}, { name: '日 "x"; filename=evil.exe' }).headers['Content-Disposition']
  expect(header).toContain("filename*=UTF-8''%E6%97%A5%20%22x%22%3B%20filename%3Devil.exe")
  expect(header).toContain('filename="? \\"x\\"; filename=evil.exe"')
})

test('text says its encoding, other types do not', () => {
  expect(ask().headers['Content-Type']).toBe('text/plain; charset=utf-8')
  expect(ask({}, { mediaType: 'image/png' }).headers['Content-Type']).toBe('image/png')
})
