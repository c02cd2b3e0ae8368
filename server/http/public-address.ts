import type { LookupAddress } from 'node:dns'
import ipaddr from 'ipaddr.js'

/**
 * Whether an address belongs to somebody on the public internet. All others lead to this machine, its network, the network of its
 * provider or the service that knows the machine's secrets; so does an address nobody can place.
 */
export function isPublicAddress(address: string): boolean {
  // Only four plain numbers: `127.1`, `0x7f.1` and `017700000001` mean different things to different programs.
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) && !ipaddr.IPv6.isValid(address)) return false
  if (address.includes('%')) return false
  // The ranges of IPv6 that carry an IPv4 address inside (mapped, NAT64, 6to4, Teredo) have names of their own.
  return ipaddr.parse(address).range() === 'unicast'
}

/** Finds the addresses of a name; the resolver of the system, unless a test brings its own. */
export type Resolve = (name: string) => Promise<LookupAddress[]>
