import type { IncomingMessage } from 'node:http'
import type { ErrorCode } from '#core/errors.ts'
import type { AddressRanges } from './address-ranges.ts'
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

export interface GuardOptions {
  /** Nobody signs in, or may leave it out: then only this machine is served. */
  isLocal: boolean
  /** The origin people reach Waybill by; with it requests may come through a proxy. */
  publicUrl?: string
  /** Headers that say who somebody is, and where they may come from. */
  identity?: { headers: readonly string[]; from: AddressRanges }
}

/** Decides whether a request is served at all, before anybody asks who sends it. */
export interface RequestGuard {
  refuse(request: IncomingMessage): Refusal | undefined
  /** The same for what opens a socket, which reads and is no change, but tells as much as any page. */
  refuseOrigin(request: IncomingMessage): Refusal | undefined
}

export function createRequestGuard({ isLocal, publicUrl, identity }: GuardOptions): RequestGuard {
  /** A page from elsewhere whose name was made to resolve to this machine still sends its own name. */
  function refuseHost(host: string | undefined): Refusal | undefined {
    if (loopbackNames.has(hostName(host))) return undefined
    if (isLocal) return { code: 'host_not_allowed', detail: 'Open Waybill as http://localhost or http://127.0.0.1.' }
    if (publicUrl === undefined || host?.toLowerCase() === new URL(publicUrl).host) return undefined
    return { code: 'host_not_allowed', detail: `Open Waybill as ${publicUrl}.` }
  }

  function refuseProxy(headers: IncomingMessage['headers']): Refusal | undefined {
    const forwarded = Object.keys(headers).some((name) => name === 'forwarded' || name.startsWith('x-forwarded-'))
    if (!forwarded || (!isLocal && publicUrl !== undefined)) return undefined
    // Behind a proxy the whole world looks like this machine.
    const detail =
      'Waybill is behind a proxy it was not told of. Set WAYBILL_PUBLIC_URL to the address people use, and WAYBILL_AUTH to another mode than local.'
    return { code: 'behind_proxy', detail }
  }

  /** Whoever reaches this server past the proxy could say they are anybody. */
  function refuseIdentity({ headers, socket }: IncomingMessage): Refusal | undefined {
    const given = identity?.headers.find((name) => headers[name] !== undefined)
    if (given === undefined || identity?.from.includes(socket.remoteAddress)) return undefined
    return {
      code: 'identity_not_trusted',
      detail: `Only a proxy in WAYBILL_TRUSTED_PROXIES may send the header ${given}. Open Waybill as ${publicUrl}.`,
    }
  }

  /** A change may come from our own pages and from programs, never from another site's page. */
  function refuseOrigin({ headers }: IncomingMessage): Refusal | undefined {
    const { origin, host, authorization, cookie } = headers
    const site = headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return otherSite
    if (origin !== undefined) return isOwn(origin, host) ? undefined : otherSite
    // Every browser that sends cookies says where from; a program that has one can say it too.
    return site !== 'same-origin' && cookie !== undefined && authorization === undefined ? noOrigin : undefined
  }

  const isOwn = (origin: string, host: string | undefined) =>
    origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === host)

  function refuse(request: IncomingMessage): Refusal | undefined {
    const { headers, method } = request
    const refusal = refuseHost(headers.host)
    if (refusal) return refusal
    // A request for a proxy names a whole URL; whoever sends one here wants a request made in our name.
    if (!request.url?.startsWith('/')) {
      return { code: 'bad_request', detail: 'Waybill is no proxy: the request must name a path.' }
    }
    const proxied = refuseProxy(headers)
    if (proxied) return proxied
    const claimed = refuseIdentity(request)
    if (claimed) return claimed
    // There are no Server Actions; whoever asks for one is trying something.
    if (headers['next-action'] !== undefined) return { code: 'not_found', detail: 'There is no such address.' }
    return method === 'GET' || method === 'HEAD' ? undefined : refuseOrigin(request)
  }

  return { refuse, refuseOrigin }
}

const otherSite: Refusal = {
  code: 'origin_not_allowed',
  detail: 'Another site may not act here. Use Waybill’s own page, or a program that sends no Origin.',
}

const noOrigin: Refusal = {
  code: 'origin_not_allowed',
  detail:
    'A request with a cookie must say in the header Origin where it comes from. Programs send a bearer token instead.',
}

/** Takes away what only we may say, before anything else looks at the request. */
export function stripInternalHeaders(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) {
    if (internalHeaders.has(name) || internalPrefix.test(name)) delete request.headers[name]
  }
}

/** The name in a Host header, without the port. */
function hostName(host: string | undefined): string {
  return (host ?? '').replace(/:\d{1,5}$/, '').toLowerCase()
}
