import { errorStatus, RangeNotSatisfiableError, RedisUnavailableError, WaybillError } from '#core/errors.ts'
import type { Problem } from '#core/submit.ts'
import type { Log } from '#server/log.ts'
import { isRedisDown } from '#server/redis.ts'
import { internalProblem, problemOf } from './problem.ts'

export interface ErrorAnswer {
  status: number
  headers: Record<string, string>
  /** A problem document. */
  body: Problem
}

/**
 * What a request is answered that failed. What is not an expected error is a bug: logged with the request's id, hidden from the
 * caller.
 */
export function errorAnswer(thrown: unknown, about: { requestId: string; url?: string; log?: Log }): ErrorAnswer {
  const { requestId, url, log } = about
  const error = isRedisDown(thrown) ? new RedisUnavailableError(thrown) : thrown
  if (!(error instanceof WaybillError)) {
    log?.error({ err: error, requestId, url }, 'A route failed unexpectedly.')
    return { status: 500, headers: headersOf(), body: internalProblem(requestId) }
  }
  const status = errorStatus[error.code]
  if (status >= 500) log?.warn({ err: error, requestId }, 'A request could not be served.')
  return { status, headers: headersOf(error), body: problemOf(error, requestId) }
}

/** What an error says in headers, for clients that read no body. */
function headersOf(error?: WaybillError): Record<string, string> {
  const headers = { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store' }
  if (error instanceof RangeNotSatisfiableError) return { ...headers, 'Content-Range': `bytes */${error.bytes}` }
  // What is left of the body is not read: without this the connection would be kept for it.
  if (error?.code === 'body_timeout' || error?.code === 'body_too_large') return { ...headers, Connection: 'close' }
  if (error && errorStatus[error.code] === 401) return { ...headers, 'WWW-Authenticate': 'Bearer' }
  return error?.retryAfterSeconds === undefined
    ? headers
    : { ...headers, 'Retry-After': String(error.retryAfterSeconds) }
}
