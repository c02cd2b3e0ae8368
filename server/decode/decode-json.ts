import { BadRequestError } from '#core/errors.ts'
import { type JsonLimits, scanJson } from './scan-json.ts'

/** Turns bytes from outside into a JSON value that is safe to walk through. Throws `BadRequestError`, which says what is wrong. */
export function decodeJson(bytes: Uint8Array, limits: JsonLimits): unknown {
  const text = decodeText(bytes)
  scanJson(text, limits)
  try {
    return JSON.parse(text)
  } catch (error) {
    const where = error instanceof Error ? error.message : 'it cannot be read'
    throw new BadRequestError('json_syntax', `The body is not JSON: ${where.slice(0, 200)}.`)
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new BadRequestError('utf8_invalid', 'The body is not valid UTF-8.')
  }
}
