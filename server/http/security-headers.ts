import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface HeaderOptions {
  development?: boolean
  /** People reach Waybill over https, and only so. */
  isSecure?: boolean
}

/** What every answer carries, also those of sockets. */
export const plainHeaders = ({ isSecure = false }: HeaderOptions): Record<string, string> => ({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
  // Of this host alone: what else is served below its name is not ours to decide. Over http browsers must ignore it.
  ...(isSecure && { 'Strict-Transport-Security': 'max-age=31536000' }),
})

// JSON is no page. Should a browser ever take it for one, it can do nothing.
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

/**
 * Sets the headers every answer carries, with a fresh nonce: on the request for Next, which puts it on its script tags, and on the
 * answer for the browser. Style attributes are allowed, style elements need the nonce: a bar's width is an attribute.
 */
export function setSecurityHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  options: HeaderOptions = {},
): void {
  const { development = false } = options
  const nonce = randomBytes(16).toString('base64')
  const policy = [
    "default-src 'self'",
    // React's development build turns server stacks into source positions with eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ')
  request.headers['x-nonce'] = nonce
  request.headers['content-security-policy'] = policy
  for (const [name, value] of Object.entries(plainHeaders(options))) response.setHeader(name, value)
  // Next keeps a header that is already set; an artifact has a policy of its own, which takes the place of this one.
  response.setHeader('Content-Security-Policy', request.url?.startsWith('/api/') ? dataPolicy : policy)
}
