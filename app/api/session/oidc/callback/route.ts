import { ownPath } from '#components/sign-in/own-path.ts'
import { SignInFailedError } from '#core/auth-errors.ts'
import { clientAddressOf } from '#server/http/client-address.ts'
import { handleAnybody } from '../../../handle.ts'
import { headerOf } from '../../../header-of.ts'
import { seeOther, toSignIn } from '../../see-other.ts'

/** Where the provider sends a browser back to, with a code. */
export const GET = handleAnybody(
  async (request, { auth, log }, _params, { note }) => {
    note({ targets: ['a provider'] })
    const header = headerOf(request)
    const { searchParams: query } = new URL(request.url)
    try {
      const back = await auth.finishElsewhere({ query, header, address: clientAddressOf(request) })
      note({ by: back.principal, after: back.principal.role })
      return seeOther(ownPath(back.target), ...back.cookies)
    } catch (error) {
      // Whoever tries is not told what did not fit; who set it up has to know.
      if (error instanceof SignInFailedError) log.warn({ err: error.cause }, 'A sign-in at the provider was refused.')
      throw error
    }
  },
  { audit: 'session.start', refused: toSignIn },
)
