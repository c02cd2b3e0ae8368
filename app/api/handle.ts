import type { AuditAction } from '#core/audit-entry.ts'
import { SignInRequiredError } from '#core/auth-errors.ts'
import type { Action, LinkAction, Requester } from '#core/can.ts'
import { BadRequestError, JobIdFormatError, WaybillError } from '#core/errors.ts'
import { TooManyRequestsError } from '#core/limit-errors.ts'
import type { Principal } from '#core/principal.ts'
import { requireJobRight, requireRight } from '#server/auth/job-rights.ts'
import { linkHolderIn } from '#server/auth/link-holder-in.ts'
import { errorAnswer } from '#server/http/error-answer.ts'
import { type LimitState, rateLimitHeaders } from '#server/limits/rate-limit-headers.ts'
import { senderKey } from '#server/limits/sender-key.ts'
import { type Services, services } from '../services.ts'
import { headerOf } from './header-of.ts'
import { type AuditNote, writeAudit } from './write-audit.ts'

interface HandleOptions {
  /** The name under which what the handler does is written into the audit log, also when it is refused. */
  audit?: AuditAction
  /** What somebody is answered who is refused, where a person opens the address itself. A problem document unless told. */
  refused?(error: WaybillError): Response | undefined
}

interface RouteContext<Params> {
  params: Promise<Params>
}

/** What a handler is told besides: who asks, and how to say what the audit log should know. */
interface Call<Who> {
  principal: Who
  note(note: AuditNote): void
}

type Route<Params> = (request: Request, context: RouteContext<Params>) => Promise<Response>
type Handler<Params, Who> = (request: Request, services: Services, params: Params, call: Call<Who>) => Promise<Response>

/**
 * Wraps the handler of a route that only those may use who may do `action`: asks who sends the request and whether they may, on a
 * route about a job also whether with this one, hands over the services, the path's parameters and who it is, and turns what is
 * thrown into a problem document. What is not an expected error is a bug: logged with the request's id, hidden from the caller.
 */
export function handle<Params extends Record<string, string> = Record<string, never>>(
  action: LinkAction,
  handler: Handler<Params, Requester>,
  options?: HandleOptions,
): Route<Params>
export function handle<Params extends Record<string, string> = Record<string, never>>(
  action: Action,
  handler: Handler<Params, Principal>,
  options?: HandleOptions,
): Route<Params>
export function handle<Params extends Record<string, string> = Record<string, never>>(
  action: Action,
  handler: Handler<Params, Requester> | Handler<Params, Principal>,
  options: HandleOptions = {},
): Route<Params> {
  return handleAnybody<Params>(async (request, available, params, call) => {
    const { id } = params
    const isAboutJob = action.startsWith('job.') && id !== undefined
    if (!isAboutJob)
      return handler(request, available, params, { ...call, principal: requireRight(call.principal, action) })
    // Nowhere but here is a link looked for.
    const who = call.principal ?? (await linkHolderIn(available.jobLinks, headerOf(request)))
    const holder = await requireJobRight(available, who, action, id)
    // Only for an action of the first signature is somebody let through who is no principal.
    return handler(request, available, params, { ...call, principal: holder as Principal })
  }, options)
}

/** The same for the few routes that everybody may use, whoever they are. */
export function handleAnybody<Params extends Record<string, string> = Record<string, never>>(
  handler: Handler<Params, Principal | undefined>,
  { audit, refused }: HandleOptions = {},
): Route<Params> {
  return async (request, { params }) => {
    const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
    let available: Services | undefined
    let principal: Principal | undefined
    let given: Record<string, string> = {}
    let notes: AuditNote = {}
    const counted: LimitState[] = []
    const write = async (error?: unknown) => {
      const done = { requestId, by: principal, given, notes, error }
      if (audit && available) await writeAudit(available, request, { action: audit, ...done })
    }
    try {
      const all = await services()
      available = { ...all, limits: all.limits.telling((state) => counted.push(state)) }
      const known = decoded(await params)
      given = known
      principal = await available.auth.authenticate(headerOf(request))
      if (audit && principal) await available.limits.take({ limit: 'command', key: senderKey(principal) })
      const note = (more: AuditNote) => {
        notes = { ...notes, ...more }
      }
      const response = await handler(request, available, known, { principal, note })
      await write()
      for (const [name, value] of Object.entries(rateLimitHeaders(counted))) response.headers.set(name, value)
      return response
    } catch (error) {
      const thrown = isGone(request, error) ? brokenOff() : error
      // Nobody waits for it: it may be Redis that is away. A flood is refused without being written down a thousand times.
      if (!(thrown instanceof TooManyRequestsError)) void write(thrown)
      const instead = thrown instanceof WaybillError ? refused?.(thrown) : undefined
      if (instead) return instead
      const { status, headers, body } = errorAnswer(thrown, { requestId, url: request.url, log: available?.log })
      // Only who is nobody is asked to sign in: then the cookie that came is worth nothing, and would come with every request.
      const forgotten = thrown instanceof SignInRequiredError ? available?.auth.forget(headerOf(request)) : undefined
      const cookie = forgotten === undefined ? undefined : { 'Set-Cookie': forgotten }
      return new Response(JSON.stringify(body), {
        status,
        headers: { ...headers, ...cookie, ...rateLimitHeaders(counted) },
      })
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
