import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import Provider, { type OidcContext } from 'oidc-provider'

export interface StartedProvider {
  issuer: string
  /** What it signs with. */
  privateKey: CryptoKey
  /** From now on its token endpoint hands out what this makes of each token. */
  tamper(change: (token: string) => string | Promise<string>): void
  close(): Promise<void>
}

/** What the provider knows of the people who sign in with their name and any password. */
export type People = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export const testClient = { clientId: 'waybill', clientSecret: 'known to Waybill: and the provider' }

/** A real OpenID provider on a port of its own, where people sign in on its own page. */
export async function startOidcProvider(people: People, redirectUri: string): Promise<StartedProvider> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  let change = (token: string): string | Promise<string> => token

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: testClient.clientId,
        client_secret: testClient.clientSecret,
        redirect_uris: [redirectUri],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'k1', alg: 'ES256', use: 'sig' }] },
    cookies: { keys: ['for tests only'] },
    claims: { openid: ['sub'], profile: ['name', 'groups'] },
    // In the token itself, as most providers do it.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: async () => ({ sub: accountId, ...people[accountId] }),
    }),
    loadExistingGrant,
  })
  provider.use(async (context, next) => {
    await next()
    const { body } = context
    if (context.oidc?.route !== 'token' || typeof body !== 'object' || body === null || !('id_token' in body)) return
    context.body = { ...body, id_token: await change(String(body.id_token)) }
  })
  server.on('request', provider.callback())
  return {
    issuer,
    privateKey,
    tamper(how) {
      change = how
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Nobody is asked whether Waybill may know who they are: who runs the provider has said so. */
async function loadExistingGrant({ oidc }: OidcContext) {
  if (!oidc) return undefined
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
  grant.addOIDCScope('openid profile')
  await grant.save()
  return grant
}
