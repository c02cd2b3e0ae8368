import { createHmac } from 'node:crypto'

/** Whose key it is: two people may use the same one. */
export interface KeyOf {
  principal: string
  key: string
}

/**
 * The id a job gets from its idempotency key: 128 bits nobody can guess without `root`. Should the record of the key be lost, the
 * same submit still meets its own job. The day is part of it because a key means another job once its record has expired, which
 * is never on the same day.
 */
export function deriveJobId(root: string, { principal, key }: KeyOf, now: number): string {
  const day = Math.floor(now / 86_400_000)
  const digest = createHmac('sha256', root)
    .update(JSON.stringify([principal, key, day]))
    .digest('hex')
  return jobIdOf(digest)
}

/** The BullMQ id of a job that follows from something else, by a digest of that in hexadecimal. */
export const jobIdOf = (digest: string): string =>
  `j_${BigInt(`0x${digest.slice(0, 32)}`)
    .toString(32)
    .padStart(26, '0')}`
