import type { Role, SignInModeName } from '#core/principal.ts'
import { EnvironmentError } from '#server/environment-error.ts'
import type { IdentityVariables } from './identity-variables.ts'

/** Which claims say who somebody is, and which of their values make somebody more than the others. */
export interface ClaimSettings {
  id: string
  name: string
  /** Undefined: everybody is what the others are. */
  role?: string
  /** Each value counts exactly as it stands. */
  values: Readonly<Partial<Record<Role, readonly string[]>>>
  /** What somebody is who has none of the values; undefined lets them not in. */
  others?: Role
}

/** What a header is believed by: a signature, or nothing but the address it comes from. */
export interface HeaderSettings {
  header: string
  signed?: { issuer: string; audience: string; keys: { place: string } | { secret: Buffer } }
  claims: ClaimSettings
}

export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
  scopes: string
  /** Where people come back to; known to the provider. */
  redirectUri: string
  claims: ClaimSettings
}

export interface KnownElsewhere {
  header?: HeaderSettings
  oidc?: OidcSettings
}

/** Where the provider sends people back to, behind our own origin. */
export const oidcCallbackPath = '/api/session/oidc/callback'

interface Around {
  auth: SignInModeName
  /** The origin people reach Waybill by. */
  publicUrl: string | undefined
  /** The same where nothing was said: for this machine alone. */
  localUrl: string | undefined
}

/** Puts together what people who are known elsewhere are asked for. Throws `EnvironmentError` for half of it, and for what the mode has no use for. */
export function readIdentity(given: IdentityVariables, { auth, publicUrl, localUrl }: Around): KnownElsewhere {
  refuseUnused(given, auth)
  const need = <Name extends keyof IdentityVariables>(name: Name): NonNullable<IdentityVariables[Name]> => {
    const value = given[name]
    if (value === undefined) throw new EnvironmentError(`WAYBILL_AUTH=${auth} needs ${name}. Set it, or another mode.`)
    return value
  }
  if (auth === 'header') {
    if (publicUrl === undefined) throw new EnvironmentError('WAYBILL_AUTH=header needs WAYBILL_PUBLIC_URL. Set it.')
    need('WAYBILL_TRUSTED_PROXIES')
    const header = need('WAYBILL_IDENTITY_HEADER')
    if (given.WAYBILL_IDENTITY_UNSIGNED !== undefined) return { header: { header, claims: unsignedClaims(given) } }
    const signed = {
      issuer: need('WAYBILL_IDENTITY_ISSUER'),
      audience: need('WAYBILL_IDENTITY_AUDIENCE'),
      keys: keysOf(given),
    }
    return { header: { header, signed, claims: claimsOf(given) } }
  }
  if (auth === 'oidc') {
    const origin = publicUrl ?? localUrl
    if (origin === undefined) throw new EnvironmentError('WAYBILL_AUTH=oidc needs WAYBILL_PUBLIC_URL. Set it.')
    return {
      oidc: {
        issuer: need('WAYBILL_OIDC_ISSUER'),
        clientId: need('WAYBILL_OIDC_CLIENT_ID'),
        clientSecret: need('WAYBILL_OIDC_CLIENT_SECRET'),
        scopes: given.WAYBILL_OIDC_SCOPES ?? 'openid profile',
        redirectUri: `${origin}${oidcCallbackPath}`,
        claims: claimsOf(given),
      },
    }
  }
  return {}
}

/** A setting that does nothing is a mistake: whoever made it believes that it protects something. */
function refuseUnused(given: IdentityVariables, auth: SignInModeName): void {
  const unused = (Object.keys(given) as (keyof IdentityVariables)[]).filter((name) => {
    if (given[name] === undefined) return false
    if (name === 'WAYBILL_TRUSTED_PROXIES') return auth === 'local' || auth === 'none'
    if (name.startsWith('WAYBILL_IDENTITY_')) return auth !== 'header'
    if (name.startsWith('WAYBILL_OIDC_')) return auth !== 'oidc'
    return auth !== 'header' && auth !== 'oidc'
  })
  if (unused.length > 0) {
    throw new EnvironmentError(`${unused.join(', ')} has no use with WAYBILL_AUTH=${auth}. Remove it, or set the mode.`)
  }
}

function keysOf({ WAYBILL_IDENTITY_KEYS: place, WAYBILL_IDENTITY_SECRET: secret }: IdentityVariables) {
  // Of two the weaker one would be as good as the stronger.
  if ((place === undefined) === (secret === undefined)) {
    throw new EnvironmentError('WAYBILL_AUTH=header needs one of WAYBILL_IDENTITY_KEYS and WAYBILL_IDENTITY_SECRET.')
  }
  return place === undefined ? { secret: secret ?? Buffer.alloc(0) } : { place }
}

function claimsOf(given: IdentityVariables): ClaimSettings {
  const { WAYBILL_CLAIM_ROLE: role, WAYBILL_CLAIM_ROLES: values, WAYBILL_CLAIM_OTHERS: others = 'submitter' } = given
  if ((role === undefined) !== (values === undefined)) {
    throw new EnvironmentError('WAYBILL_CLAIM_ROLE and WAYBILL_CLAIM_ROLES need each other. Set both, or none.')
  }
  const { WAYBILL_CLAIM_ID: id = 'sub', WAYBILL_CLAIM_NAME: name = 'name' } = given
  return { id, name, role, values: values ?? {}, others: others === 'nobody' ? undefined : others }
}

/** Without a signature the claims are headers, and only those count that were named: another one could be the visitor's own. */
function unsignedClaims(given: IdentityVariables): ClaimSettings {
  const surplus = (['KEYS', 'SECRET', 'ISSUER', 'AUDIENCE'] as const).filter(
    (name) => given[`WAYBILL_IDENTITY_${name}`] !== undefined,
  )
  if (surplus.length > 0 || given.WAYBILL_CLAIM_ID !== undefined) {
    throw new EnvironmentError(
      'WAYBILL_IDENTITY_UNSIGNED leaves nothing to check, so WAYBILL_IDENTITY_KEYS, _SECRET, _ISSUER, _AUDIENCE and WAYBILL_CLAIM_ID have no use beside it. Remove it, or those.',
    )
  }
  const { name, role, ...rest } = claimsOf(given)
  const nameHeader = given.WAYBILL_CLAIM_NAME === undefined ? '' : name.toLowerCase()
  return { ...rest, id: '', name: nameHeader, role: role?.toLowerCase() }
}
