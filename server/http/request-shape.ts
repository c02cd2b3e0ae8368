import type { IncomingMessage } from 'node:http'
import { socketPath } from '#core/socket-settings.ts'
import { apiMethods, isApiPath } from './api-routes.ts'
import type { Refusal } from './request-guard.ts'
import { hasReadableRouterState } from './router-state.ts'

/** Far more than any browser sends; all of them together may have 16 KiB. */
const maxHeaders = 100

const changeMethods = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE']
const pageMethods = ['GET', 'HEAD']

/** Refuses a request no client of ours would make, before anybody behind has to understand it. Needs no setting and knows no rights. */
export function refuseShape({ method = '', url = '', rawHeaders, headers }: IncomingMessage): Refusal | undefined {
  const names = rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase())
  if (names.length > maxHeaders) return { code: 'headers_too_large', detail: `Send at most ${maxHeaders} headers.` }
  // Whoever reads the first one and whoever reads the last one would disagree about where they are.
  if (names.filter((name) => name === 'host').length > 1) return bad('The header Host is there twice.')
  if (!hasReadableRouterState(headers)) return bad('The header Next-Router-State-Tree cannot be read.')
  const [path = '', ...rest] = url.split('?')
  const allowed = methodsOf(path)
  if (allowed && !allowed.includes(method)) {
    return { code: 'method_not_allowed', detail: `Use one of: ${allowed.join(', ')}.`, allow: allowed.join(', ') }
  }
  const unreadable = refusePath(path) ?? (isApiPath(path) ? refuseQuery(rest.join('?')) : undefined)
  if (unreadable || allowed) return unreadable
  // Next would answer with a page, which no program can read.
  return { code: 'not_found', detail: 'The API has no such address. docs/api.md lists all there are.' }
}

/** What can be sent to an address; undefined for one the API does not have. */
function methodsOf(path: string): readonly string[] | undefined {
  if (isApiPath(path)) return apiMethods(path)
  // The last one is how Next's development pages talk to its server; a build answers nothing there.
  return [socketPath, '/__nextjs'].some((start) => path.startsWith(start)) ? changeMethods : pageMethods
}

/** Next answers 500 for an address it cannot decode, and sends a browser elsewhere for one that begins like another host. */
function refusePath(path: string): Refusal | undefined {
  if (/^\/[/\\]|\\/.test(path)) return bad('The address must not hold backslashes or begin with two slashes.')
  if (isDecodable(path)) return undefined
  if (path.startsWith('/api/jobs/')) return { code: 'id_format', detail: 'The job id in the address is not UTF-8.' }
  return bad('The address is not percent-encoded UTF-8.')
}

/** The first and the last of two would both be right for somebody. */
function refuseQuery(query: string): Refusal | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  if (!isDecodable(query) || /[\x00-\x1f\x7f]/.test(decodeURIComponent(query))) {
    return bad('The query is not percent-encoded UTF-8, or holds control characters.')
  }
  const names = [...new URLSearchParams(query).keys()]
  if (new Set(names).size === names.length) return undefined
  return { code: 'query_repeated', detail: 'A parameter is there twice. Send each once.' }
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const bad = (detail: string): Refusal => ({ code: 'bad_request', detail })
