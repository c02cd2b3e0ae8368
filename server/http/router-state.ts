import type { IncomingHttpHeaders } from 'node:http'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js'

/**
 * Whether Next can read what its own client says of the page it is on. Next answers 500 where it cannot, and logs a bug; so the same
 * check, which it does not export otherwise, is made before.
 */
export function hasReadableRouterState(headers: IncomingHttpHeaders): boolean {
  try {
    parseAndValidateFlightRouterState(headers['next-router-state-tree'])
    return true
  } catch {
    return false // that it cannot be read is the answer
  }
}
