import { LinkNotValidError } from '#core/auth-errors.ts'
import type { Requester } from '#core/can.ts'
import type { Auth } from './auth.ts'
import { bearerOf } from './bearer-of.ts'
import type { JobLinks } from './job-links.ts'
import type { HeaderReader } from './sign-in-mode.ts'

export interface RequesterSources {
  auth: Pick<Auth, 'authenticate'>
  jobLinks: Pick<JobLinks, 'holderOf'>
}

/**
 * Who asks for something about one job: somebody who is known here, or else who shows a link to it. Undefined when nothing says who.
 * Throws `LinkNotValidError` for a link that does not hold.
 */
export async function requesterOf({ auth, jobLinks }: RequesterSources, header: HeaderReader) {
  const known: Requester | undefined = await auth.authenticate(header)
  const token = bearerOf(header)
  if (known || token === undefined || !looksLikeLink(token)) return known
  const holder = await jobLinks.holderOf(token)
  if (!holder) throw new LinkNotValidError()
  return holder
}

/** Of this version or another one: whoever shows it should be told that it is the link that does not work. */
const looksLikeLink = (token: string): boolean => /^v\d+\./.test(token)
