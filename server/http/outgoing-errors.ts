/** An address that must not be called. Says why, never the address: it may hold a secret. */
export class BlockedAddressError extends Error {
  override readonly name = 'BlockedAddressError'
  constructor(why: string) {
    super(`The address cannot be called. ${why}`)
  }
}

/** A call that was allowed and did not come to an answer that can be used. */
export class OutgoingCallError extends Error {
  override readonly name = 'OutgoingCallError'
}
