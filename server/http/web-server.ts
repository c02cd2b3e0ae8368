import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { socketPath } from '#core/socket-settings.ts'
import type { Auth } from '#server/auth/auth.ts'
import { headersOf } from '#server/auth/headers-of.ts'
import type { Log } from '#server/log.ts'
import { clientAddressHeader, type SenderAddress } from './client-address.ts'
import { type Downloads, isDownload } from './downloads.ts'
import { internalProblem, plainProblem } from './problem.ts'
import { type Refusal, type RequestGuard, stripInternalHeaders } from './request-guard.ts'
import { refuseShape } from './request-shape.ts'
import { setSecurityHeaders } from './security-headers.ts'

export interface WebServerOptions {
  development: boolean
  /** Whether people reach it over https. */
  isSecure?: boolean
  guard: RequestGuard
  senderAddress: SenderAddress
  auth: Pick<Auth, 'greet'>
  /** Next's handler: everything that is not answered here. */
  pages(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Answers requests for the artifacts of jobs. */
  downloads: Downloads
  /** Next's own upgrades (hot reload), only in development. */
  upgrades: Server
  /** Why the server cannot do its work right now; undefined when it can. */
  unready(): Promise<string | undefined>
  log: Log
}

/** The one HTTP server. Every request passes the guard and gets an id and the security headers before Next sees it. */
export function createWebServer(options: WebServerOptions): Server {
  const { development, isSecure, guard, senderAddress, auth, pages, downloads, upgrades, unready, log } = options
  const { refuse } = guard
  const server = createServer({ maxHeaderSize: 16 * 1024 })
  server.headersTimeout = 15_000
  // Longer than proxies and load balancers keep a connection for the next request (a minute, most of them): with Node's five seconds some
  // requests would meet one that is just being closed, and fail.
  server.keepAliveTimeout = 75_000
  // Node would leave out those above the number without a word, and with them what a check needs; `refuseShape` counts them.
  server.maxHeadersCount = 0
  // An upload may take as long as it moves: `atPace` watches the bodies.
  server.requestTimeout = 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID()
    response.setHeader('X-Request-Id', requestId)
    stripInternalHeaders(request)
    setSecurityHeaders(request, response, { development, isSecure })
    const refusal = refuse(request) ?? refuseShape(request)
    if (refusal) return sendProblem(response, refusal, requestId)
    request.headers['x-request-id'] = requestId
    request.headers[clientAddressHeader] = senderAddress(request) ?? ''
    const path = request.url?.split('?')[0]
    try {
      if (path === '/api/health') return sendJson(response, 200, { ok: true })
      if (path === '/api/ready') return sendReady(response, await unready())
      if (isDownload(path)) return await downloads(request, response, requestId)
      if (!path?.startsWith('/_next/')) greet(request, response)
      await pages(request, response)
    } catch (error) {
      log.error({ err: error, requestId }, 'A request failed unexpectedly.')
      if (!response.headersSent) sendJson(response, 500, internalProblem(requestId), 'application/problem+json')
      else response.destroy()
    }
  }

  /** Who comes for the first time is known from this very request on. */
  function greet(request: IncomingMessage, response: ServerResponse): void {
    const given = auth.greet(headersOf(request))
    if (!given) return
    response.setHeader('Set-Cookie', given.header)
    const { cookie } = request.headers
    request.headers.cookie = cookie ? `${cookie}; ${given.cookie}` : given.cookie
  }

  server.on('request', (request, response) => {
    // Socket.IO answers its own path, behind its own check of the origin.
    if (!request.url?.startsWith(socketPath)) void answer(request, response)
  })
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith(socketPath)) return
    const next = development && !refuse(request) && request.url?.startsWith('/_next/')
    if (!next || !upgrades.emit('upgrade', request, socket, head)) socket.destroy()
  })
  return server
}

function sendReady(response: ServerResponse, reason: string | undefined): void {
  if (reason) sendJson(response, 503, { ready: false, reason })
  else sendJson(response, 200, { ready: true })
}

function sendProblem(response: ServerResponse, { code, detail, allow }: Refusal, requestId: string): void {
  const problem = plainProblem(code, detail, requestId)
  if (allow !== undefined) response.setHeader('Allow', allow)
  sendJson(response, problem.status, problem, 'application/problem+json')
}

function sendJson(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
}
