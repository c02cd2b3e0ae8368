import ipaddr from 'ipaddr.js'

/**
 * The key an address is counted under. One customer of a network has a whole /64 of IPv6 addresses, and IPv4 may arrive in the clothes of
 * IPv6. What is no address at all is counted as one.
 */
export function addressKey(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString()
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}
