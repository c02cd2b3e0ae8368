import { z } from 'zod'
import { IdentityUnavailableError } from '#core/auth-errors.ts'

/** Where a provider does what; found out by asking it. */
export interface ProviderMetadata {
  authorization_endpoint: string
  token_endpoint: string
  jwks_uri: string
  token_endpoint_auth_methods_supported?: string[]
  authorization_response_iss_parameter_supported?: boolean
}

/** Long enough to cost nothing, and short enough for a provider that moves. */
const keptMs = 60 * 60_000
export const patienceMs = 10_000

/** Asks the issuer where it does what, when that is first needed and once an hour. Rejects with `IdentityUnavailableError`. */
export function createProviderMetadata(issuer: string, now: () => number = Date.now): () => Promise<ProviderMetadata> {
  // A provider on the internet must not send people, or our secret, over plain http.
  const isPlain = issuer.startsWith('http:')
  const address = z.url({ protocol: isPlain ? /^https?$/ : /^https$/ })
  const schema = z.object({
    // Whoever answers for somebody else's issuer could sign in as anybody of theirs.
    issuer: z.literal(issuer),
    authorization_endpoint: address,
    token_endpoint: address,
    jwks_uri: address,
    token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
    authorization_response_iss_parameter_supported: z.boolean().optional(),
  })
  const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  let known: { metadata: Promise<ProviderMetadata>; until: number } | undefined

  async function ask(): Promise<ProviderMetadata> {
    const answer = await fetch(place, { redirect: 'error', signal: AbortSignal.timeout(patienceMs) })
    if (!answer.ok) throw new Error(`${place} answered ${answer.status}.`)
    return schema.parse(await answer.json())
  }

  return async () => {
    if (!known || known.until < now()) known = { metadata: ask(), until: now() + keptMs }
    const asked = known
    try {
      return await asked.metadata
    } catch (error) {
      // The next one asks again.
      if (known === asked) known = undefined
      throw new IdentityUnavailableError(error)
    }
  }
}
