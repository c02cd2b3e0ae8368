import { LinkNotValidError } from '#core/auth-errors.ts'
import type { LinkHolder } from '#core/job-link.ts'
import { bearerOf } from './bearer-of.ts'
import type { JobLinks } from './job-links.ts'
import type { HeaderReader } from './sign-in-mode.ts'

/** Who shows a link as a bearer token; undefined when nobody does. Throws `LinkNotValidError` for a link that does not hold. */
export async function linkHolderIn(
  jobLinks: Pick<JobLinks, 'holderOf'>,
  header: HeaderReader,
): Promise<LinkHolder | undefined> {
  const token = bearerOf(header)
  if (token === undefined || !looksLikeLink(token)) return undefined
  const holder = await jobLinks.holderOf(token)
  if (!holder) throw new LinkNotValidError()
  return holder
}

/** Of this version or another one: whoever shows it should be told that it is the link that does not work. */
const looksLikeLink = (token: string): boolean => /^v\d+\./.test(token)
