import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

const [log, r, p] = [15, 8, 3]

/** What is kept of a password; `server/auth/verify-password.ts` reads it. Takes 32 MiB and about a tenth of a second, by intention. */
export async function hashPassword(password) {
  const salt = randomBytes(16)
  const cost = { N: 2 ** log, r, p, maxmem: 2 * 128 * 2 ** log * r }
  // The same letters can be typed in two ways.
  const hash = await promisify(scrypt)(password.normalize('NFKC'), salt, 32, cost)
  return ['scrypt', log, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}
