import { type SignInRequest, signInRequestSchema } from '#core/sign-in.ts'
import { clientAddressOf } from '#server/http/client-address.ts'
import { handleAnybody, json } from '../handle.ts'
import { headerOf } from '../header-of.ts'
import { meOf } from '../me/me-of.ts'
import { readJson } from '../read-json.ts'
import { signOut } from './sign-out.ts'

/** Signs in: the answer sets the cookie of the session. */
export const POST = handleAnybody(
  async (request, { auth }, _params, { note }) => {
    const body = await readJson(request, signInRequestSchema, { maxBytes: 4 * 1024 })
    note({ targets: [accountIn(body)] })
    const { principal, cookie } = await auth.signIn(body, clientAddressOf(request), headerOf(request))
    note({ by: principal, after: principal.role })
    return json(meOf(principal), { status: 201, headers: { 'Set-Cookie': cookie } })
  },
  { audit: 'session.start' },
)

/** Whose account somebody tries; of a proof that names nobody, what kind it is. */
const accountIn = (body: SignInRequest) => ('name' in body ? body.name : 'link' in body ? 'a link' : 'the token')

/** Signs out here. */
export const DELETE = handleAnybody(
  (request, services, _params, { note }) => signOut(request, services, 'this', note),
  {
    audit: 'session.end',
  },
)
