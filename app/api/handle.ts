import type { AuditAction } from '#core/audit-entry.ts'
import { BadRequestError, JobIdFormatError } from '#core/errors.ts'
import { TooManyRequestsError } from '#core/limit-errors.ts'
import { errorAnswer } from '#server/http/error-answer.ts'
import { type Services, services } from '../services.ts'
import { senderKey } from './admit-submit.ts'
import { type AuditNote, writeAudit } from './write-audit.ts'

interface HandleOptions {
  /** The name under which what the handler does is written into the audit log, also when it is refused. */
  audit?: AuditAction
}

interface RouteContext<Params> {
  params: Promise<Params>
}

/**
 * Wraps a route handler: hands it the services and the path's parameters, and turns what it throws into a problem document. What
 * is not an expected error is a bug: logged with the request's id, hidden from the caller.
 */
export function handle<Params extends Record<string, string> = Record<string, never>>(
  handler: (request: Request, services: Services, params: Params, note: (note: AuditNote) => void) => Promise<Response>,
  { audit }: HandleOptions = {},
): (request: Request, context: RouteContext<Params>) => Promise<Response> {
  return async (request, { params }) => {
    const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
    let available: Services | undefined
    let given: Record<string, string> = {}
    let notes: AuditNote = {}
    const write = async (error?: unknown) => {
      if (audit && available) await writeAudit(available, request, { action: audit, requestId, given, notes, error })
    }
    try {
      available = await services()
      const known = decoded(await params)
      given = known
      if (audit) await available.limits.take({ limit: 'command', key: senderKey(request) })
      const response = await handler(request, available, known, (more) => {
        notes = { ...notes, ...more }
      })
      await write()
      return response
    } catch (error) {
      const thrown = isGone(request, error) ? brokenOff() : error
      // Nobody waits for it: it may be Redis that is away. A flood is refused without being written down a thousand times.
      if (!(thrown instanceof TooManyRequestsError)) void write(thrown)
      const { status, headers, body } = errorAnswer(thrown, { requestId, url: request.url, log: available?.log })
      return new Response(JSON.stringify(body), { status, headers })
    }
  }
}

/** Whether it failed because whoever sent the request is gone, and that stopped what was done for them. */
const isGone = (request: Request, error: unknown): boolean =>
  request.signal.aborted && error instanceof Error && error.name === 'AbortError'

const brokenOff = () => new BadRequestError('body_incomplete', 'The request was broken off before it was answered.')

/** Answers JSON that nobody may cache: a job changes. */
export const json = (body: unknown, init: ResponseInit = {}): Response =>
  Response.json(body, { ...init, headers: { 'Cache-Control': 'no-store', ...init.headers } })

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
