import type { LinkHolder } from '#core/job-link.ts'
import type { Principal } from '#core/principal.ts'
import { addressKey } from './address-key.ts'

/** Who is counted where a person or a program is, wherever they send from. */
export const senderKey = ({ id }: Principal): string => id

/** A link may have been handed to many, who must not push each other out. */
export const holderKey = ({ id }: LinkHolder, address: string | undefined): string => `${id} ${addressKey(address)}`
