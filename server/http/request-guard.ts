import type { IncomingMessage } from 'node:http'
import type { ErrorCode } from '#core/errors.ts'
import { clientAddressHeader } from './client-address.ts'

export interface Refusal {
  code: ErrorCode
  detail: string
  /** With `method_not_allowed`: the methods that are. */
  allow?: string
}

/** Headers only Next and we ourselves may set: from outside they have been used to skip checks. */
const internalHeaders = new Set(['x-nonce', 'x-request-id', 'x-matched-path', clientAddressHeader])
const internalPrefix = /^x-(middleware|invoke|now|vercel)-/

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Decides whether a request may be served while there is no sign-in. Waybill then serves only the machine it runs on, and the
 * Host check keeps it so: a page from elsewhere whose name was made to resolve to 127.0.0.1 still sends its own name.
 */
export function refuse(request: IncomingMessage): Refusal | undefined {
  const { headers } = request
  if (!loopbackNames.has(hostName(headers.host))) {
    return { code: 'host_not_allowed', detail: 'Open Waybill as http://localhost or http://127.0.0.1.' }
  }
  // A request for a proxy names a whole URL; whoever sends one here wants a request made in our name.
  if (!request.url?.startsWith('/')) {
    return { code: 'bad_request', detail: 'Waybill is no proxy: the request must name a path.' }
  }
  const forwarded = Object.keys(headers).find((name) => name === 'forwarded' || name.startsWith('x-forwarded-'))
  if (forwarded) {
    // Behind a proxy the whole world looks like this machine.
    return {
      code: 'behind_proxy',
      detail: 'Waybill has no sign-in yet, so it does not serve requests through a proxy.',
    }
  }
  // There are no Server Actions; whoever asks for one is trying something.
  if (headers['next-action'] !== undefined) return { code: 'not_found', detail: 'There is no such address.' }
  const changes = request.method !== 'GET' && request.method !== 'HEAD'
  return changes ? refuseOrigin(request) : undefined
}

/** A change may come from our own pages and from programs, never from another site's page. */
export function refuseOrigin({ headers }: IncomingMessage): Refusal | undefined {
  const refusal: Refusal = {
    code: 'origin_not_allowed',
    detail: 'Another site may not act here. Use Waybill’s own page, or a program that sends no Origin.',
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return refusal
  const { origin, host } = headers
  if (origin === undefined) return undefined
  return URL.canParse(origin) && new URL(origin).host === host ? undefined : refusal
}

export function stripInternalHeaders(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) {
    if (internalHeaders.has(name) || internalPrefix.test(name)) delete request.headers[name]
  }
}

/** The name in a Host header, without the port. */
function hostName(host: string | undefined): string {
  return (host ?? '').replace(/:\d{1,5}$/, '').toLowerCase()
}
