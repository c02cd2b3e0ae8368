import { z } from 'zod'
import { BadRequestError, BodyTooLargeError } from '#core/errors.ts'

/** The largest JSON body, in bytes, and how deep it may be nested; files are uploaded on their own. */
const maxJsonBytes = 256 * 1024
const maxJsonLevels = 32

/**
 * Reads a JSON body and parses it with `schema`. Stops reading at `maxBytes`. Throws `BadRequestError` and `BodyTooLargeError`,
 * each saying what is wrong with the body.
 */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T>,
  maxBytes = maxJsonBytes,
  maxLevels = maxJsonLevels,
): Promise<T> {
  requireJsonType(request)
  const bytes = await readBytes(request, maxBytes)
  if (bytes.length === 0) throw new BadRequestError('body_missing', 'The body is missing. Send a JSON object.')
  return read(bytes, schema, maxLevels)
}

/** The same, for a request that may have no body at all: that one is undefined, whatever type it says. */
export async function readJsonIfAny<T>(request: Request, schema: z.ZodType<T>): Promise<T | undefined> {
  const bytes = await readBytes(request, maxJsonBytes)
  if (bytes.length === 0) return undefined
  requireJsonType(request)
  return read(bytes, schema)
}

function requireJsonType(request: Request): void {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new BadRequestError('content_type', 'Send the body as application/json.')
}

function read<T>(bytes: Uint8Array, schema: z.ZodType<T>, maxLevels = maxJsonLevels): T {
  const value = parse(decode(bytes))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequestError('body_not_object', 'The body must be a JSON object.')
  }
  // What is nested without end would overflow the stack of whoever walks through it.
  if (isDeeperThan(value, maxLevels)) {
    throw new BadRequestError('bad_request', `The body is nested more than ${maxLevels} levels deep.`)
  }
  return parseBody(value, schema)
}

/** Parses a body, or a part of one, with `schema`. Throws `BadRequestError`. */
export function parseBody<T>(value: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.slice(0, 20)
  const field = issues[0]?.path.map(String).join('.') || undefined
  // An issue repeats what was sent, which may be long.
  const detail = z.prettifyError({ issues }).slice(0, 2_000)
  throw new BadRequestError('bad_request', `The body cannot be used: ${detail}`, field)
}

/** Refuses a body that says itself that it is too large, before a byte of it is read. Throws `BodyTooLargeError`. */
export function refuseTooLarge(request: Request, limit: number): void {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new BodyTooLargeError(limit)
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  refuseTooLarge(request, maxBytes)
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new BodyTooLargeError(maxBytes)
    chunks.push(chunk)
  }
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

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item) => isDeeperThan(item, levels - 1))
}
