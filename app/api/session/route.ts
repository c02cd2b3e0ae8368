import { signInRequestSchema } from '#core/sign-in.ts'
import { clientAddressOf } from '#server/http/client-address.ts'
import { handleAnybody, json } from '../handle.ts'
import { meOf } from '../me/me-of.ts'
import { readJson } from '../read-json.ts'

/** Signs in: the answer sets the cookie of the session. */
export const POST = handleAnybody(
  async (request, { auth }, _params, { note }) => {
    const body = await readJson(request, signInRequestSchema, { maxBytes: 4 * 1024 })
    if ('name' in body) note({ targets: [body.name] })
    const { principal, cookie } = await auth.signIn(body, clientAddressOf(request))
    note({ targets: [principal.id] })
    return json(meOf(principal), { status: 201, headers: { 'Set-Cookie': cookie } })
  },
  { audit: 'session.start' },
)

/** Signs out here. */
export const DELETE = handleAnybody(
  async (request, { auth }) => {
    const cookie = await auth.signOut((name) => request.headers.get(name) ?? undefined, 'this')
    return new Response(null, { status: 204, headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } })
  },
  { audit: 'session.end' },
)
