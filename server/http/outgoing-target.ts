import { isIP } from 'node:net'
import { BlockedAddressError } from './outgoing-errors.ts'
import { isPublicAddress } from './public-address.ts'

export interface OutgoingRules {
  /** Whether plain http may be used. */
  http: boolean
  ports: readonly number[]
  /** What may be reached besides the public internet: a test server, or a service the operator names. */
  isAllowed(address: string): boolean
}

export const strictRules: OutgoingRules = { http: false, ports: [443, 8443], isAllowed: isPublicAddress }

const defaultPorts: Record<string, number> = { 'https:': 443, 'http:': 80 }

/** Reads an address somebody wants us to call. Throws `BlockedAddressError` for all that could lead inside. */
export function outgoingTarget(text: string, rules: OutgoingRules): URL {
  if (text.length > 2_000 || !URL.canParse(text)) throw new BlockedAddressError('It is no web address.')
  // This also turns 0x7f.1, 017700000001 and 2130706433 into the address they mean, and a name into its ASCII form.
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(rules.http && url.protocol === 'http:')) {
    throw new BlockedAddressError(rules.http ? 'It must begin with https or http.' : 'It must begin with https.')
  }
  if (url.username !== '' || url.password !== '')
    throw new BlockedAddressError('It must not hold a user or a password.')
  const port = Number(url.port || defaultPorts[url.protocol])
  if (!rules.ports.includes(port))
    throw new BlockedAddressError(`It must use one of the ports ${rules.ports.join(', ')}.`)
  const host = hostOf(url)
  if (isIP(host) !== 0 && !rules.isAllowed(host))
    throw new BlockedAddressError('It leads to a network that is not public.')
  url.hash = ''
  return url
}

/** The host without the brackets of IPv6, and without the dot that ends a full name. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
