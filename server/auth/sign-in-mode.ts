import type { Principal, SignInModeName } from '#core/principal.ts'
import type { SignInForm, SignInRequest } from '#core/sign-in.ts'

/** Reads a header of a request by its name in small letters. */
export type HeaderReader = (name: string) => string | undefined

/** Somebody who has just shown who they are, and a digest of what they showed: who changes that ends the sessions. */
export interface Proven {
  principal: Principal
  stamp: string
}

/** One way in which people say who they are. What a mode leaves out is not possible with it. */
export interface SignInMode {
  readonly name: SignInModeName
  /** What the sign-in page asks for. */
  readonly asks?: SignInForm
  /** A bearer token says nothing here: it was for somebody else. */
  readonly ignoresTokens?: boolean
  /** Who sends a request with this bearer token. */
  byToken?(token: string): Promise<Principal | undefined>
  /** Who sends a request with neither a token nor a session. */
  byRequest?(header: HeaderReader): Promise<Principal | undefined>
  /** Who signs in like this; undefined when it proves nothing. */
  prove?(request: SignInRequest): Promise<Proven | undefined>
  /**
   * Whether people may let programs in as themselves. `signedInWithinMs`: only while they have signed in within so long, since nobody here
   * is told when they may not any more.
   */
  readonly programTokens?: { signedInWithinMs?: number }
  /** Lets people sign in somewhere else. */
  readonly elsewhere?: SignInElsewhere
  /** Who somebody is by now who signed in earlier; undefined ends the session. Asked for every request and every few seconds. */
  renew(session: Proven & { startedAt: number }): Promise<Principal | undefined>
  /** The cookie to give to somebody who came with none. */
  greet?(header: HeaderReader): { name: string; value: string; seconds: number } | undefined
}

/** A sign-in that leads through another server. */
export interface SignInElsewhere {
  /** Where to send the browser, and a secret that it keeps until it comes back. */
  begin(): Promise<{ address: string; secret: string }>
  /** Who came back with this query. Throws `TokenRefusedError` when it proves nothing, and `IdentityUnavailableError`. */
  finish(query: URLSearchParams, secret: string): Promise<Proven>
}
