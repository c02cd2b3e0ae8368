import { randomBytes } from 'node:crypto'
import type { Principal } from '#core/principal.ts'
import { sha256 } from '#server/sha256.ts'
import type { AdminToken } from '../admin-token.ts'
import { readCookie } from '../cookies.ts'
import type { SignInLinks } from '../sign-in-links.ts'
import type { SignInMode } from '../sign-in-mode.ts'
import { createTokenMode } from './token-mode.ts'

/** Visitors keep their jobs for longer than any job is kept. */
const visitorSeconds = 180 * 24 * 60 * 60
const visitorPattern = /^[\w-]{43}$/

/** This machine only: whoever comes is a visitor with jobs of their own, and who started Waybill is an admin by a link that works once. */
export function createLocalMode(token: AdminToken, links: SignInLinks, visitorCookie: string): SignInMode {
  const visitorIn = (cookies: string | undefined) => {
    const value = readCookie(cookies, visitorCookie)
    return value !== undefined && visitorPattern.test(value) ? value : undefined
  }
  const byToken = createTokenMode(token)
  return {
    ...byToken,
    name: 'local',
    async byRequest(header) {
      const value = visitorIn(header('cookie'))
      if (value === undefined) return undefined
      // The cookie is all that a visitor has to show, so it is stored nowhere.
      const id = `visitor:${sha256(value)}`
      return { id, role: 'submitter', mode: 'local' } satisfies Principal
    },
    async prove(request) {
      if ('link' in request) return (await links.use(request.link)) ? token.admin() : undefined
      return byToken.prove?.(request)
    },
    greet: (header) =>
      visitorIn(header('cookie')) === undefined
        ? { name: visitorCookie, value: randomBytes(32).toString('base64url'), seconds: visitorSeconds }
        : undefined,
  }
}
