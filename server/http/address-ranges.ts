import ipaddr from 'ipaddr.js'

/** Addresses that were named one by one or as ranges. */
export interface AddressRanges {
  includes(address: string | undefined): boolean
}

/** Whether a text is an address or a range of them. All there are is no range: whoever means that trusts everybody. */
export function isAddressRange(text: string): boolean {
  if (!text.includes('/')) return ipaddr.isValid(text)
  return ipaddr.isValidCIDR(text) && ipaddr.parseCIDR(text)[1] > 0
}

export function createAddressRanges(ranges: readonly string[]): AddressRanges {
  const parsed = ranges.map((range) => {
    if (range.includes('/')) return ipaddr.parseCIDR(range)
    const address = ipaddr.process(range)
    return [address, address.kind() === 'ipv4' ? 32 : 128] as const
  })
  return {
    includes(address) {
      if (address === undefined || !ipaddr.isValid(address)) return false
      // IPv4 may arrive in the clothes of IPv6.
      const given = ipaddr.process(address)
      return parsed.some(([range, bits]) => given.kind() === range.kind() && given.match(range, bits))
    },
  }
}
