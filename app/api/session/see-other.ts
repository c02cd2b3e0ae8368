import type { WaybillError } from '#core/errors.ts'

/** Sends a browser on, and sets its cookies. */
export function seeOther(address: string, ...cookies: string[]): Response {
  const headers = new Headers({ Location: address, 'Cache-Control': 'no-store' })
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** Where a person reads why they are not signed in: they came by a link, and would be shown JSON. */
export const toSignIn = ({ code }: WaybillError): Response | undefined =>
  // Where nobody signs in like this the address is not there, for nobody.
  code === 'not_found' ? undefined : seeOther(`/sign-in?refused=${code}`)
