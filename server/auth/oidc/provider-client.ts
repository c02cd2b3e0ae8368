import { timingSafeEqual } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { z } from 'zod'
import { IdentityUnavailableError } from '#core/auth-errors.ts'
import type { OidcSettings } from '../identity-settings.ts'
import { keysAt, type TokenKeys, TokenRefusedError, verifyToken } from '../verify-token.ts'
import { createProviderMetadata, type ProviderMetadata, patienceMs } from './provider-metadata.ts'
import type { SignInAttempt } from './sign-in-attempt.ts'

/** Speaks to the provider that knows people (OpenID Connect, code flow with PKCE). */
export interface ProviderClient {
  /** Where a browser goes to sign in. */
  addressFor(attempt: SignInAttempt): Promise<string>
  /** What the provider says of who came back. Throws `TokenRefusedError` when it does not fit the attempt, and `IdentityUnavailableError`. */
  redeem(query: URLSearchParams, attempt: SignInAttempt): Promise<JWTPayload>
}

const tokenAnswer = z.object({ id_token: z.string().max(64 * 1024) })
const refusalAnswer = z.object({ error: z.string() })

export function createProviderClient(settings: OidcSettings): ProviderClient {
  const { issuer, clientId, redirectUri, scopes } = settings
  const metadataOf = createProviderMetadata(issuer)
  const keys = createKeys()

  return {
    async addressFor({ state, nonce, challenge }) {
      const { authorization_endpoint } = await metadataOf()
      const address = new URL(authorization_endpoint)
      const asked = {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: scopes,
        state,
        nonce,
      }
      const proof = { code_challenge: challenge, code_challenge_method: 'S256' }
      for (const [name, value] of Object.entries({ ...asked, ...proof })) address.searchParams.set(name, value)
      return address.href
    },

    async redeem(query, attempt) {
      const metadata = await metadataOf()
      requireSame(query.get('state') ?? '', attempt.state, 'state')
      const from = query.get('iss')
      // An answer of another provider, to mix the two up (RFC 9207).
      if (from !== null || metadata.authorization_response_iss_parameter_supported)
        requireSame(from ?? '', issuer, 'iss')
      const code = query.get('code')
      if (!code) throw new TokenRefusedError(`The provider answered "${query.get('error') ?? 'nothing'}".`)
      const token = await exchange(settings, metadata, code, attempt.verifier)
      const claims = await verifyToken(token, { issuer, audience: clientId, keys: keys(metadata.jwks_uri) })
      requireSame(String(claims.nonce ?? ''), attempt.nonce, 'nonce')
      // A token for several is for the one it names.
      const isForUs =
        claims.azp === undefined ? !Array.isArray(claims.aud) || claims.aud.length === 1 : claims.azp === clientId
      if (!isForUs) throw new TokenRefusedError('The token was made for another client.')
      return claims
    },
  }
}

/** The keys of a provider, which are kept for as long as they are at the same place. */
function createKeys(): (place: string) => TokenKeys {
  let known: { place: string; keys: TokenKeys } | undefined
  return (place) => {
    if (known?.place !== place) known = { place, keys: keysAt(place) }
    return known.keys
  }
}

/** Trades the code for a token. Throws `TokenRefusedError` when the provider does not take the code. */
async function exchange(
  { clientId, clientSecret, redirectUri }: OidcSettings,
  { token_endpoint, token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] }: ProviderMetadata,
  code: string,
  verifier: string,
): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  })
  const headers = new Headers({ Accept: 'application/json' })
  if (methods.includes('client_secret_basic')) {
    const pair = [clientId, clientSecret].map(formEncoded).join(':')
    headers.set('Authorization', `Basic ${Buffer.from(pair).toString('base64')}`)
  } else {
    body.set('client_id', clientId)
    body.set('client_secret', clientSecret)
  }
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await fetch(token_endpoint, { method: 'POST', headers, body, redirect: 'error', signal })
    const said: unknown = await answer.json()
    if (answer.ok) return tokenAnswer.parse(said).id_token
    const { error } = refusalAnswer.parse(said)
    if (answer.status >= 500) throw new Error(`${token_endpoint} answered ${answer.status} "${error}".`)
    throw new TokenRefusedError(`The provider did not take the code: "${error}".`)
  } catch (error) {
    if (error instanceof TokenRefusedError) throw error
    throw new IdentityUnavailableError(error)
  }
}

/** As RFC 6749 wants the parts of a client's name and secret written. */
const formEncoded = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length)

function requireSame(given: string, expected: string, what: string): void {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  if (one.length !== other.length || !timingSafeEqual(one, other)) {
    throw new TokenRefusedError(`The ${what} is not the one this sign-in began with.`)
  }
}
