import { readFile } from 'node:fs/promises'
import type { Principal } from '#core/principal.ts'
import { EnvironmentError } from '#server/environment-error.ts'
import type { ClaimSettings, HeaderSettings } from '../identity-settings.ts'
import { principalOfClaims } from '../principal-of-claims.ts'
import type { HeaderReader, SignInMode } from '../sign-in-mode.ts'
import { keysAt, keysIn, parseKeys, TokenRefusedError, type TokenRules, verifyToken } from '../verify-token.ts'

/** The headers that the proxy alone may send; the guard refuses them from elsewhere, before anybody reads them. */
export const identityHeaders = (settings: HeaderSettings | undefined): readonly string[] => {
  if (!settings) return []
  const { header, signed, claims } = settings
  return signed ? [header] : [header, claims.name, claims.role ?? ''].filter((name) => name !== '')
}

/** A proxy in front knows who people are, and says so in a header of every request. There is nothing to sign in to here. */
export function createHeaderMode({ header, signed, claims }: HeaderSettings): SignInMode {
  const rules = signed && { ...signed, keys: tokenKeys(signed.keys) }
  return {
    name: 'header',
    // One that comes along was for the proxy, which has judged it.
    ignoresTokens: true,
    async byRequest(read) {
      const given = read(header)
      if (given === undefined) return undefined
      return rules ? signedBy(given, rules, claims) : unsigned(given, read, claims)
    },
    renew: async () => undefined,
  }
}

function tokenKeys(keys: NonNullable<HeaderSettings['signed']>['keys']): TokenRules['keys'] {
  if ('secret' in keys) return { of: 'two', secret: keys.secret }
  return keys.place.startsWith('/') ? keysIn(keys.place) : keysAt(keys.place)
}

async function signedBy(token: string, rules: TokenRules, settings: ClaimSettings): Promise<Principal | undefined> {
  try {
    const claims = await verifyToken(token, rules)
    return principalOfClaims(claims, { settings, mode: 'header', issuer: rules.issuer, onlyVerifiedEmail: false })
  } catch (error) {
    // It proves nothing, as none at all would.
    if (error instanceof TokenRefusedError) return undefined
    throw error
  }
}

function unsigned(id: string, read: HeaderReader, settings: ClaimSettings): Principal | undefined {
  // Two headers of this name arrive as one with a comma: then one of them is the visitor's own.
  if (id.includes(',')) return undefined
  const values = settings.role === undefined ? [] : (read(settings.role) ?? '').split(',').map((value) => value.trim())
  const claims = { id, name: settings.name === '' ? undefined : read(settings.name), values }
  const named = { ...settings, id: 'id', name: 'name', role: 'values' }
  return principalOfClaims(claims, { settings: named, mode: 'header', issuer: '', onlyVerifiedEmail: false })
}

/** A file that holds no keys is found out at the start, and not by the first who comes. Throws `EnvironmentError`. */
export async function requireKeys(settings: HeaderSettings | undefined): Promise<void> {
  const keys = settings?.signed?.keys
  if (!keys || !('place' in keys) || !keys.place.startsWith('/')) return
  try {
    parseKeys(await readFile(keys.place, 'utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new EnvironmentError(`WAYBILL_IDENTITY_KEYS cannot be used: it must name a file with a JWKS (${why}).`)
  }
}
