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
  try {
    return JSON.stringify(result)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it is not JSON'
    throw new WorkError(
      'error',
      `The result cannot be written as JSON (${why}). Return plain objects, lists, texts and numbers.`,
    )
  }
}
