import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { setSecurityHeaders } from './security-headers.ts'

function headersFor(url: string, development = false, isSecure = false) {
  const request = Object.assign(new IncomingMessage(new Socket()), { url })
  const response = new ServerResponse(request)
  setSecurityHeaders(request, response, { development, isSecure })
  const policy = String(response.getHeader('content-security-policy') ?? '')
  return {
    request,
    response,
    directive: (name: string) => policy.split('; ').find((part) => part.startsWith(`${name} `)),
  }
}

test('a page may run only scripts with the nonce of its own request', () => {
  const { request, directive } = headersFor('/')
  const nonce = String(request.headers['x-nonce'])
  expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
  expect(directive('script-src')).toBe(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`)
  expect(headersFor('/').request.headers['x-nonce']).not.toBe(nonce)
  expect(request.headers['content-security-policy']).toContain(nonce)
})

test.each([
  ['default-src', "'self'"],
  ['connect-src', "'self'"],
  ['object-src', "'none'"],
  ['base-uri', "'none'"],
  ['frame-ancestors', "'none'"],
  ['form-action', "'self'"],
])('the policy says %s %s', (name, value) => {
  expect(headersFor('/').directive(name)).toBe(`${name} ${value}`)
})

test('only development runs eval and unmarked styles', () => {
  expect(headersFor('/', true).directive('script-src')).toContain("'unsafe-eval'")
  expect(headersFor('/', true).directive('style-src')).toContain("'unsafe-inline'")
  expect(headersFor('/').directive('style-src')).not.toContain('unsafe')
})

test.each(['/', '/api/jobs'])('every answer forbids sniffing, framing and referring: %s', (url) => {
  const { response } = headersFor(url)
  expect(response.getHeaders()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
})

test('an answer of data is a page that can do nothing', () => {
  expect(headersFor('/api/jobs').response.getHeader('content-security-policy')).toBe(
    "default-src 'none'; frame-ancestors 'none'",
  )
})

test('only over https browsers are told never to come by http again', () => {
  const header = (isSecure: boolean) => headersFor('/', false, isSecure).response.getHeader('strict-transport-security')
  expect(header(true)).toBe('max-age=31536000')
  expect(header(false)).toBeUndefined()
})
