import { sha256 } from '#server/sha256.ts'
import type { OidcSettings } from '../identity-settings.ts'
import type { ProviderClient } from '../oidc/provider-client.ts'
import { attemptOf, newAttemptSecret } from '../oidc/sign-in-attempt.ts'
import { principalOfClaims } from '../principal-of-claims.ts'
import type { SignInMode } from '../sign-in-mode.ts'
import { TokenRefusedError } from '../verify-token.ts'

/** What somebody is at the provider is asked again after so long: until then nobody here hears of a change. */
export const longestOidcMs = 12 * 60 * 60_000

/** For so long after somebody's last sign-in their programs may come as them. */
export const programsGoOnMs = 30 * 24 * 60 * 60_000

interface OidcMode extends SignInMode {
  /** What sessions carry; it changes with whatever they depend on. */
  readonly stamp: string
}

/** People sign in at a provider, and come back with a code. */
export function createOidcMode(provider: ProviderClient, settings: OidcSettings): OidcMode {
  const { claims, issuer, clientId } = settings
  // Another provider, or other rules of who is what, end the sessions.
  const stamp = sha256(JSON.stringify([issuer, clientId, claims]))
  return {
    stamp,
    name: 'oidc',
    asks: 'provider',
    programTokens: { signedInWithinMs: programsGoOnMs },
    elsewhere: {
      async begin() {
        const secret = newAttemptSecret()
        const attempt = attemptOf(secret)
        if (!attempt) throw new Error('A new secret cannot be used.') // unreachable
        return { secret, address: await provider.addressFor(attempt) }
      },
      async finish(query, secret) {
        const attempt = attemptOf(secret)
        if (!attempt) throw new TokenRefusedError('It was not begun in this browser, or more than ten minutes ago.')
        const said = await provider.redeem(query, attempt)
        const rules = { settings: claims, mode: 'oidc', issuer, onlyVerifiedEmail: true } as const
        const principal = principalOfClaims(said, rules)
        if (!principal) throw new TokenRefusedError('The token does not say who it is, or they are not let in.')
        return { principal, stamp }
      },
    },
    async renew(session) {
      const isFresh = Date.now() - session.startedAt < longestOidcMs
      return isFresh && session.stamp === stamp ? session.principal : undefined
    },
  }
}
