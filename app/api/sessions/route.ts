import { handleAnybody } from '../handle.ts'

/** Signs out everywhere: ends every session of whoever asks. */
export const DELETE = handleAnybody(
  async (request, { auth }) => {
    const cookie = await auth.signOut((name) => request.headers.get(name) ?? undefined, 'all')
    return new Response(null, { status: 204, headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } })
  },
  { audit: 'session.end-all' },
)
