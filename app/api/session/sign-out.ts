import type { Services } from '../../services.ts'
import { headerOf } from '../header-of.ts'
import type { AuditNote } from '../write-audit.ts'

/** Ends the session a request comes with, or all of its person's. */
export async function signOut(
  request: Request,
  { auth }: Pick<Services, 'auth'>,
  which: 'this' | 'all',
  note: (note: AuditNote) => void,
): Promise<Response> {
  const { principal, cookie } = await auth.signOut(headerOf(request), which)
  // Anybody can ask for it, also when nobody is signed in.
  note({ by: principal, isNothing: principal === undefined })
  return new Response(null, { status: 204, headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } })
}
