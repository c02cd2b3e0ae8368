import { handleAnybody } from '../../handle.ts'
import { headerOf } from '../../header-of.ts'

/** Takes a token back: it works no longer, and connections that came with it end within five seconds. */
export const DELETE = handleAnybody<{ id: string }>(
  async (request, { auth }, { id }) => {
    await auth.ownTokens.revoke(headerOf(request), id)
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } })
  },
  { audit: 'token.revoke' },
)
