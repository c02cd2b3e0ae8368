import type { Environment } from '#server/env.ts'
import { readCookie } from './cookies.ts'
import type { HeaderReader } from './sign-in-mode.ts'

/** How long a browser that holds a link may begin to fetch files before it asks again, in seconds. */
const passSeconds = 5 * 60

/**
 * A cookie that carries a link to the files of its job and to no other address, for some minutes: a browser fetches a file straight to
 * the disk only when it need not set a header. The link in it is looked at each time, so taking it back ends the pass too.
 */
export interface DownloadPass {
  /** The `Set-Cookie` header. */
  cookie(job: string, token: string): string
  tokenIn(header: HeaderReader): string | undefined
}

export function createDownloadPass({ publicUrl, port }: Pick<Environment, 'publicUrl' | 'port'>): DownloadPass {
  const isSecure = publicUrl?.startsWith('https:') ?? false
  // A name with __Host- would be sent everywhere.
  const name = isSecure ? '__Secure-waybill-link' : `waybill-link-${port}`
  const secure = isSecure ? '; Secure' : ''
  return {
    cookie: (job, token) =>
      `${name}=${token}; Path=/api/jobs/${encodeURIComponent(job)}/files/; HttpOnly; SameSite=Strict; Max-Age=${passSeconds}${secure}`,
    tokenIn: (header) => readCookie(header('cookie'), name),
  }
}
