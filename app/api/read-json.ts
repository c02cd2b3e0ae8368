import { z } from 'zod'
import { BadRequestError, BodyTooLargeError } from '#core/errors.ts'

/** The largest JSON body, in bytes; files are uploaded on their own. */
const maxJsonBytes = 256 * 1024

/**
 * Reads a JSON body and parses it with `schema`. Stops reading at the limit. Throws `BadRequestError` and `BodyTooLargeError`,
 * each saying what is wrong with the body.
 */
export async function readJson<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new BadRequestError('content_type', 'Send the body as application/json.')
  const text = decode(await readBytes(request))
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequestError('body_not_object', 'The body must be a JSON object.')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.map(String).join('.') || undefined
  throw new BadRequestError('bad_request', `The body cannot be used: ${z.prettifyError(parsed.error)}`, field)
}

/** Refuses a body that says itself that it is too large, before a byte of it is read. Throws `BodyTooLargeError`. */
export function refuseTooLarge(request: Request, limit: number): void {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new BodyTooLargeError(limit)
}

async function readBytes(request: Request): Promise<Uint8Array> {
  refuseTooLarge(request, maxJsonBytes)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxJsonBytes) throw new BodyTooLargeError(maxJsonBytes)
    chunks.push(chunk)
  }
  if (bytes === 0) throw new BadRequestError('body_missing', 'The body is missing. Send a JSON object.')
  return Buffer.concat(chunks)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new BadRequestError('utf8_invalid', 'The body is not valid UTF-8.')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const where = error instanceof Error ? error.message : 'it cannot be read'
    throw new BadRequestError('json_syntax', `The body is not JSON: ${where}.`)
  }
}
