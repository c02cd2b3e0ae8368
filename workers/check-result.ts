import { textOf } from './text-of.ts'
import { WorkError } from './work-error.ts'

/** The largest result that is kept, in bytes of JSON; what is larger belongs into a file. */
export const maxResultBytes = 1024 * 1024

/** Whether and why a result cannot be kept. Throws `WorkError`, which another attempt cannot help. */
export function checkResult(result: unknown): void {
  const json = stringify(result)
  const bytes = Buffer.byteLength(json ?? '')
  if (bytes > maxResultBytes) {
    throw new WorkError(
      'result-too-large',
      `The result has ${bytes} bytes, more than the ${maxResultBytes} that are kept. Write it to a file and return its summary.`,
    )
  }
}

function stringify(result: unknown): string | undefined {
  // Nothing at all is a result too.
  if (result === undefined) return undefined
  try {
    return JSON.stringify(result, requireJson)
  } catch (error) {
    const why = error instanceof Error ? textOf(error.message) : 'it is not JSON'
    throw new WorkError(
      'error',
      `The result cannot be written as JSON (${why}). Return plain objects, lists, texts and numbers.`,
    )
  }
}

/** JSON leaves out what it has no words for, or writes something else: whoever reads the result would miss it without a hint. */
function requireJson(key: string, value: unknown): unknown {
  const what = value instanceof Map ? 'Map' : value instanceof Set ? 'Set' : typeof value
  if (['undefined', 'function', 'symbol', 'Map', 'Set'].includes(what)) {
    throw new TypeError(`${key === '' ? 'it' : `"${key.slice(0, 60)}"`} is ${article(what)}${what}`)
  }
  return value
}

const article = (what: string) => (what === 'undefined' ? '' : 'a ')
