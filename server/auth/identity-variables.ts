import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { roles } from '#core/principal.ts'
import { isAddressRange } from '#server/http/address-ranges.ts'

/** What somebody has to write who wants a header believed that nobody signed. */
export const unsignedWords = 'the proxies may say who anybody is'

/** Headers that say something else already, or that whoever sends a request may always set. */
const taken = new Set(['authorization', 'cookie', 'host', 'origin', 'user-agent', 'referer', 'accept', 'connection'])

const claimName = z.string().regex(/^[\w:./-]{1,200}$/, 'It must be the name of one claim')
const values = z.array(z.string().min(1).max(500)).max(500)

/** The part of the environment about proxies, and about people who are known elsewhere. */
export const identityVariables = z.object({
  WAYBILL_TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((range) => range.trim()))
    .refine((ranges) => ranges.every(isAddressRange), 'It must be addresses or ranges such as 10.0.0.0/8, with commas')
    .optional(),
  WAYBILL_IDENTITY_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,60}$/, 'It must be the name of one header, such as X-Identity')
    .transform((name) => name.toLowerCase())
    .refine(
      (name) => !taken.has(name) && !name.startsWith('x-forwarded-'),
      'It must be a header that means nothing else',
    )
    .optional(),
  WAYBILL_IDENTITY_KEYS: z
    .string()
    .refine(
      (place) => isAbsolute(place) || isSafeAddress(place),
      'It must be the https address of a JWKS, or the absolute path of a file that holds one',
    )
    .optional(),
  WAYBILL_IDENTITY_SECRET: z
    .string()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((secret) => secret.length >= 32, 'It must hold at least 32 random bytes in base64')
    .optional(),
  WAYBILL_IDENTITY_ISSUER: z.string().optional(),
  WAYBILL_IDENTITY_AUDIENCE: z.string().optional(),
  WAYBILL_IDENTITY_UNSIGNED: z.literal(unsignedWords, `It must be, in so many words: ${unsignedWords}`).optional(),
  WAYBILL_OIDC_ISSUER: z
    .string()
    .refine(isSafeAddress, 'It must be the https address that the provider calls itself by')
    .optional(),
  WAYBILL_OIDC_CLIENT_ID: z.string().optional(),
  WAYBILL_OIDC_CLIENT_SECRET: z.string().optional(),
  WAYBILL_OIDC_SCOPES: z
    .string()
    .refine((scopes) => scopes.split(' ').includes('openid'), 'It must hold openid')
    .optional(),
  WAYBILL_CLAIM_ID: claimName.optional(),
  WAYBILL_CLAIM_NAME: claimName.optional(),
  WAYBILL_CLAIM_ROLE: claimName.optional(),
  WAYBILL_CLAIM_ROLES: z
    .string()
    .transform(readJson)
    .pipe(z.partialRecord(z.enum(roles), values, 'It must name roles and lists of values'))
    .optional(),
  WAYBILL_CLAIM_OTHERS: z.enum(['submitter', 'viewer', 'nobody']).optional(),
})
export type IdentityVariables = z.infer<typeof identityVariables>

function readJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('It must be JSON, such as {"operator":["on-call"]}')
    return z.NEVER
  }
}

/** Over plain http anybody on the way could say who somebody is; on this machine there is no way. */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  const isSafe =
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  return isSafe && username + password + search + hash === ''
}
