import type { z } from 'zod'
import { BadRequestError, BodyTooLargeError } from '#core/errors.ts'
import { atPace } from '#server/decode/at-pace.ts'
import { decodeJson } from '#server/decode/decode-json.ts'
import { parseFields } from '#server/decode/parse-fields.ts'

export interface BodyLimits {
  /** Of the body; files are uploaded on their own. */
  maxBytes?: number
  /** Values and field names together. */
  maxItems?: number
  /** How deep it may be nested. */
  maxLevels?: number
}

const defaults = { maxBytes: 256 * 1024, maxItems: 10_000, maxLevels: 32 }

/**
 * Reads a JSON body and parses it with `schema`. Stops reading at `maxBytes`. Throws `BadRequestError` and `BodyTooLargeError`,
 * each saying what is wrong with the body.
 */
export async function readJson<T>(request: Request, schema: z.ZodType<T>, limits: BodyLimits = {}): Promise<T> {
  requireJsonType(request)
  const bytes = await readBytes(request, limits)
  if (bytes.length === 0) throw new BadRequestError('body_missing', 'The body is missing. Send a JSON object.')
  return read(bytes, schema, limits)
}

/** The same, for a request that may have no body at all: that one is undefined, whatever type it says. */
export async function readJsonIfAny<T>(request: Request, schema: z.ZodType<T>): Promise<T | undefined> {
  const bytes = await readBytes(request, {})
  if (bytes.length === 0) return undefined
  requireJsonType(request)
  return read(bytes, schema, {})
}

/** A browser sends other types to other sites without asking them first, so this stops forged forms as well. */
function requireJsonType(request: Request): void {
  const [type, ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';')
  const isPlain = parameters.every((parameter) => /^\s*charset="?utf-?8"?\s*$/.test(parameter))
  if (type?.trim() !== 'application/json' || !isPlain) {
    throw new BadRequestError('content_type', 'Send the body as application/json, in UTF-8.')
  }
}

/** A body is taken as it stands: what is unpacked here can become a thousand times as large. Throws `BadRequestError`. */
export function refuseEncoded(request: Request): void {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding !== 'identity') {
    throw new BadRequestError('encoding_unsupported', 'Send the body as it is, without a Content-Encoding.')
  }
}

function read<T>(bytes: Uint8Array, schema: z.ZodType<T>, limits: BodyLimits): T {
  const { maxItems = defaults.maxItems, maxLevels = defaults.maxLevels } = limits
  const value = decodeJson(bytes, { levels: maxLevels, items: maxItems })
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequestError('body_not_object', 'The body must be a JSON object.')
  }
  return parseFields(value, schema)
}

/** Refuses a body that says itself that it is too large, before a byte of it is read. Throws `BodyTooLargeError`. */
export function refuseTooLarge(request: Request, limit: number): void {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new BodyTooLargeError(limit)
}

async function readBytes(request: Request, { maxBytes = defaults.maxBytes }: BodyLimits): Promise<Uint8Array> {
  refuseEncoded(request)
  refuseTooLarge(request, maxBytes)
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of atPace(request.body)) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new BodyTooLargeError(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
