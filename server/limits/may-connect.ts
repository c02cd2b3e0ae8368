import { TooManyRequestsError } from '#core/limit-errors.ts'
import { addressKey } from './address-key.ts'
import type { Limits } from './limits.ts'

/** Whether one more connection may be opened from an address. */
export async function mayConnect(limits: Limits, address: string | undefined): Promise<boolean> {
  try {
    await limits.take({ limit: 'connect', key: addressKey(address) })
    return true
  } catch (error) {
    // The handshake of Engine.IO has no room for when to come back.
    if (error instanceof TooManyRequestsError) return false
    throw error
  }
}
