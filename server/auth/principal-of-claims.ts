import type { Principal } from '#core/principal.ts'
import { type Role, roles, type SignInModeName } from '#core/principal.ts'
import type { ClaimSettings } from './identity-settings.ts'

export interface ClaimRules {
  settings: ClaimSettings
  mode: SignInModeName
  /** What stands before the claim in the id, so that the same claim of two issuers is two people. */
  issuer: string
  /** Whether an address counts only when its issuer says that it is really theirs. */
  onlyVerifiedEmail: boolean
}

const longest = 300

/** Who somebody is by what was said of them; undefined when it does not say who, or lets them not in. Values count exactly as they stand. */
export function principalOfClaims(claims: Readonly<Record<string, unknown>>, rules: ClaimRules): Principal | undefined {
  const { settings, mode, issuer, onlyVerifiedEmail } = rules
  const verified = claims.email_verified
  const claim = (name: string): unknown => {
    const isUsable = name !== 'email' || verified === true || (verified === undefined && !onlyVerifiedEmail)
    return isUsable && Object.hasOwn(claims, name) ? claims[name] : undefined
  }
  const id = claim(settings.id)
  const isId = (typeof id === 'string' && id !== '' && id.length <= longest) || Number.isSafeInteger(id)
  const role = roleOf(settings.role === undefined ? undefined : claim(settings.role), settings)
  if (!isId || role === undefined) return undefined
  const name = claims[settings.name]
  const shown = typeof name === 'string' && name.trim() !== '' ? name.trim() : String(id)
  return { id: `${mode}:${issuer} ${id}`, role, name: shown.slice(0, longest), mode }
}

/** The most that any of the values gives. */
function roleOf(claim: unknown, { values, others }: ClaimSettings): Role | undefined {
  const given = Array.isArray(claim) ? claim : [claim]
  const best = roles.findLast((role) => values[role]?.some((value) => given.includes(value)))
  return best ?? others
}
