import { SignInFailedError } from '#core/auth-errors.ts'
import type { Principal } from '#core/principal.ts'
import type { SignInRequest } from '#core/sign-in.ts'
import { bearerOf } from './bearer-of.ts'
import { type CookieNames, readCookie, setCookie } from './cookies.ts'
import type { LastSignIns } from './last-sign-ins.ts'
import { createOwnTokens, type OwnTokens, principalByToken } from './own-tokens.ts'
import type { ProgramTokens } from './program-tokens.ts'
import { longestMs, type SessionStore } from './session-store.ts'
import { createSignInElsewhere } from './sign-in-elsewhere.ts'
import type { HeaderReader, Proven, SignInMode } from './sign-in-mode.ts'
import type { SignInThrottle } from './sign-in-throttle.ts'

/** Says who sends a request, and lets people sign in and out. The only place that reads cookies and tokens. */
export interface Auth {
  readonly mode: SignInMode
  /** The tokens by which somebody lets programs in as themselves. */
  readonly ownTokens: OwnTokens
  /** Undefined when nothing says who it is. Rejects when Redis cannot be asked. */
  authenticate(header: HeaderReader): Promise<Principal | undefined>
  /** Returns the cookie to set; the session that `header` has ends with it. Throws `SignInFailedError` and `TooManySignInsError`. */
  signIn(
    request: SignInRequest,
    address: string,
    header?: HeaderReader,
  ): Promise<{ principal: Principal; cookie: string }>
  /** Sends somebody to sign in elsewhere; `then` is where they want to go here. Throws `NoProviderError` and `IdentityUnavailableError`. */
  beginElsewhere(then: string): Promise<{ address: string; cookie: string }>
  /** Signs in who came back, with the cookies to set. Throws `SignInFailedError`, `TooManySignInsError` and `IdentityUnavailableError`. */
  finishElsewhere(back: CameBack): Promise<{ principal: Principal; target: string; cookies: string[] }>
  /** Ends the session a request comes with, or all of its person's. Returns the cookie to set, and who is signed out, if anybody was in. */
  signOut(header: HeaderReader, which: 'this' | 'all'): Promise<{ principal: Principal | undefined; cookie: string }>
  /** Takes a session's cookie back that proved nothing: the `Set-Cookie` header; undefined where none came. */
  forget(header: HeaderReader): string | undefined
  /** What to give to somebody who came without anything: the `Set-Cookie` header, and the cookie as it will come back. */
  greet(header: HeaderReader): { header: string; cookie: string } | undefined
}

/** Somebody comes back from where they signed in. */
export interface CameBack {
  query: URLSearchParams
  header: HeaderReader
  address: string
}

export interface AuthOptions {
  mode: SignInMode
  sessions: SessionStore
  throttle: SignInThrottle
  tokens: ProgramTokens
  lastSignIns: LastSignIns
  names: CookieNames
  isSecure: boolean
}

export function createAuth(options: AuthOptions): Auth {
  const { mode, sessions, throttle, lastSignIns, names, isSecure } = options
  const sessionIn = (header: HeaderReader) => readCookie(header('cookie'), names.session)

  async function provenBy(id: string): Promise<Proven | undefined> {
    const session = await sessions.find(id)
    // Of a session that began in another mode this one knows nothing.
    const principal = session?.principal.mode === mode.name ? await mode.renew(session) : undefined
    return session && principal && { principal, stamp: session.stamp }
  }

  const bySession = async (id: string) => (await provenBy(id))?.principal

  async function byBearer(header: HeaderReader): Promise<Principal | undefined> {
    const token = bearerOf(header)
    return token === undefined ? undefined : ((await principalByToken(options, token)) ?? mode.byToken?.(token))
  }

  async function authenticate(header: HeaderReader): Promise<Principal | undefined> {
    // Who shows a token is judged by it alone: a wrong one must not pass because of a cookie.
    if (header('authorization') !== undefined && !mode.ignoresTokens) return byBearer(header)
    const id = sessionIn(header)
    return (id !== undefined && (await bySession(id))) || mode.byRequest?.(header)
  }

  async function start({ principal, stamp }: Proven, header?: HeaderReader): Promise<string> {
    const replaced = header && sessionIn(header)
    const id = await sessions.start(principal, stamp)
    // Its cookie is about to be written over: nobody could sign it out any more.
    if (replaced !== undefined) await sessions.end(replaced)
    const { signedInWithinMs } = mode.programTokens ?? {}
    if (signedInWithinMs !== undefined) await lastSignIns.note({ principal, stamp }, signedInWithinMs)
    return setCookie(names.session, id, { isSecure, seconds: longestMs / 1000 })
  }

  return {
    mode,
    ...createSignInElsewhere({ elsewhere: mode.elsewhere, start, throttle, cookie: names.attempt, isSecure }),

    authenticate,
    ownTokens: createOwnTokens({
      ...options,
      isSomebody: async (header) => (await authenticate(header)) !== undefined,
      async sessionOf(header) {
        const id = sessionIn(header)
        return id === undefined ? undefined : provenBy(id)
      },
    }),

    async signIn(request, address, header) {
      const account = 'name' in request ? request.name.toLowerCase() : ''
      await throttle.begin(account, address)
      const proven = await mode.prove?.(request)
      if (!proven) throw new SignInFailedError('link' in request ? 'link' : 'token' in request ? 'token' : 'password')
      await throttle.succeeded(account, address)
      return { principal: proven.principal, cookie: await start(proven, header) }
    },

    async signOut(header, which) {
      const id = sessionIn(header)
      const principal = id === undefined ? undefined : await bySession(id)
      if (id !== undefined) await sessions.end(id)
      if (principal && which === 'all') await sessions.endAll(principal.id)
      return { principal, cookie: setCookie(names.session, '', { isSecure, seconds: 0 }) }
    },

    forget(header) {
      // Who shows a token is not asked for a cookie, which may be good.
      if (header('authorization') !== undefined || sessionIn(header) === undefined) return undefined
      return setCookie(names.session, '', { isSecure, seconds: 0 })
    },

    greet(header) {
      if (header('authorization') !== undefined) return undefined
      const given = mode.greet?.(header)
      if (!given) return undefined
      const { name, value, seconds } = given
      return { header: setCookie(name, value, { isSecure, seconds }), cookie: `${name}=${value}` }
    },
  }
}
