import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import type { AddressRanges } from './address-ranges.ts'

/** How the server tells Next's handlers who sent a request: they see no connection. Nobody outside can set it. */
export const clientAddressHeader = 'x-waybill-address'

/** The address a request came from. */
export const clientAddressOf = (request: Request): string => request.headers.get(clientAddressHeader) ?? 'unknown'

/** Says where a request really came from. */
export type SenderAddress = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string | undefined

/**
 * Believes of `X-Forwarded-For` what trusted proxies wrote: each of them adds whom it was sent by at the end, so the last address that is
 * none of theirs is the sender's. Whatever stands before it the sender may have made up.
 */
export function createSenderAddress(trusted: AddressRanges): SenderAddress {
  return ({ headers, socket }) => {
    const hops = String(headers['x-forwarded-for'] ?? '').split(',')
    let sender = socket.remoteAddress
    while (trusted.includes(sender)) {
      const before = hops.pop()?.trim()
      // What is no address was not written by a proxy.
      if (!before || !ipaddr.isValid(before)) break
      sender = before
    }
    return sender
  }
}
