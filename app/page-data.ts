import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { errorAnswer } from '#server/http/error-answer.ts'
import { services } from './services.ts'

/**
 * Reads what a page shows. What fails is logged with the id of the request, and takes the id along to the page that says so: Next hands a
 * digest to the browser, and nothing else of an error.
 */
export async function pageData<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read()
  } catch (error) {
    unstable_rethrow(error) // how Next redirects, and says that something is not there
    throw await named(error)
  }
}

async function named(thrown: unknown): Promise<Error> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  if ('digest' in error) return error // it went through here before
  const requestId = (await headers()).get('x-request-id') ?? crypto.randomUUID()
  // What cannot be opened is what failed; then Next's own line in the log has to do.
  const log = await services().then(
    (open) => open.log,
    () => undefined,
  )
  const { code } = errorAnswer(error, { requestId, log }).body
  return Object.assign(error, { digest: `${code} ${requestId}` })
}
