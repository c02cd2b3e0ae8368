import { SignInLinksUnavailableError } from '#core/auth-errors.ts'
import { handle, json } from '../handle.ts'

/** Makes a link that signs an admin in, once. */
export const POST = handle(
  'user.manage',
  async (_request, { links }) => {
    if (!links) throw new SignInLinksUnavailableError()
    return json({ path: `/sign-in#${await links.create()}` }, { status: 201 })
  },
  { audit: 'sign-in-link.create' },
)
