import {
  errorStatus,
  JobIdFormatError,
  RangeNotSatisfiableError,
  RedisUnavailableError,
  UnknownJobError,
  WaybillError,
} from '#core/errors.ts'
import type { Job } from '#core/job.ts'
import { type JobAddress, parseJobId } from '#core/job-id.ts'
import { internalProblem, problemOf } from '#server/http/problem.ts'
import { isRedisDown } from '#server/redis.ts'
import { type Services, services } from '../services.ts'

interface RouteContext<Params> {
  params: Promise<Params>
}

/**
 * Wraps a route handler: hands it the services and the path's parameters, and turns what it throws into a problem document. What
 * is not an expected error is a bug: logged with the request's id, hidden from the caller.
 */
export function handle<Params extends Record<string, string> = Record<string, never>>(
  handler: (request: Request, services: Services, params: Params) => Promise<Response>,
): (request: Request, context: RouteContext<Params>) => Promise<Response> {
  return async (request, { params }) => {
    const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
    const available = await services()
    try {
      return await handler(request, available, decoded(await params))
    } catch (thrown) {
      const error = isRedisDown(thrown) ? new RedisUnavailableError(thrown) : thrown
      if (!(error instanceof WaybillError)) {
        available.log.error({ err: error, requestId, url: request.url }, 'A route failed unexpectedly.')
        return problem(internalProblem(requestId), 500)
      }
      const status = errorStatus[error.code]
      if (status >= 500) available.log.warn({ err: error, requestId }, 'A request could not be served.')
      return problem(problemOf(error, requestId), status, headersOf(error))
    }
  }
}

/** The job a route is about. Throws `JobIdFormatError` and `UnknownJobError`. */
export async function requireJob(reader: Services['reader'], id: string): Promise<{ job: Job; address: JobAddress }> {
  const address = parseJobId(id)
  if (!address) throw new JobIdFormatError()
  const [job] = (await reader.jobs(address.queue, [address.id])).jobs
  if (!job) throw new UnknownJobError()
  return { job, address }
}

/** Answers JSON that nobody may cache: a job changes. */
export const json = (body: unknown, init: ResponseInit = {}): Response =>
  Response.json(body, { ...init, headers: { 'Cache-Control': 'no-store', ...init.headers } })

/** What an error says in headers, for clients that read no body. */
function headersOf(error: WaybillError): Record<string, string> {
  if (error instanceof RangeNotSatisfiableError) return { 'Content-Range': `bytes */${error.bytes}` }
  return errorStatus[error.code] === 503 ? { 'Retry-After': '2' } : {}
}

function problem(body: object, status: number, headers: Record<string, string> = {}): Response {
  const type = 'application/problem+json; charset=utf-8'
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers },
  })
}

/** Next hands parameters over as they stand in the URL, and none at all to a route without any. */
function decoded<Params extends Record<string, string>>(params: Params | undefined): Params {
  const entries = Object.entries(params ?? {}).map(([name, value]) => {
    try {
      return [name, decodeURIComponent(value)]
    } catch {
      throw new JobIdFormatError()
    }
  })
  // The keys are those of Params; only the values were decoded.
  return Object.fromEntries(entries) as Params
}
