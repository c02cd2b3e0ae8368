import { thrownError } from '#workers/work-error.ts'
import type { PackedError } from './isolate-messages.ts'

/** More of a text than this is never shown. */
const maxText = 64 * 1024

/** Whatever was thrown, as it can be sent. */
export function packError(thrown: unknown): PackedError {
  const { name, message, stack } = thrownError(thrown)
  return {
    name,
    message: message.slice(0, maxText),
    stack: typeof stack === 'string' ? stack.slice(0, maxText) : undefined,
  }
}

/** An error that came from elsewhere: its name, its message and its stack. Its class stayed there. */
export function unpackError({ name, message, stack }: PackedError): Error {
  const error = new Error(message)
  error.name = name
  error.stack = stack
  return error
}
