import type { IncomingMessage } from 'node:http'
import type { HeaderReader } from './sign-in-mode.ts'

/** Reads the headers of a request. Of those that came twice, and may not, the first counts. */
export function headersOf({ headers }: IncomingMessage): HeaderReader {
  return (name) => {
    const value = headers[name]
    return Array.isArray(value) ? value[0] : value
  }
}
