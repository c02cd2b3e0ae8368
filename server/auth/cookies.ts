/** The value of one cookie in a `Cookie` header. Of two with the same name the first counts, as everywhere. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

export interface CookieNames {
  session: string
  visitor: string
  /** Of a sign-in that is under way at a provider. */
  attempt: string
}

/**
 * Over https a name that only this very host can have set. Without it cookies are shared by all ports of a machine, so the port is a
 * part of the name: two Waybills on one machine must not sign each other out.
 */
export const cookieNames = ({ isSecure, port }: { isSecure: boolean; port: number }): CookieNames =>
  isSecure
    ? { session: '__Host-waybill', visitor: '__Host-waybill-visitor', attempt: '__Host-waybill-sign-in' }
    : { session: `waybill-${port}`, visitor: `waybill-visitor-${port}`, attempt: `waybill-sign-in-${port}` }

/** A `Set-Cookie` header that no script can read and no other site's form can send. */
export function setCookie(name: string, value: string, { isSecure, seconds }: { isSecure: boolean; seconds: number }) {
  const secure = isSecure ? '; Secure' : ''
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`
}
