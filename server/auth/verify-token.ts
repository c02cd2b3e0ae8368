import { readFile } from 'node:fs/promises'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { IdentityUnavailableError } from '#core/auth-errors.ts'
import { createFileReader } from './file-reader.ts'

/** What a signature is checked with. */
export type TokenKeys = { of: 'many'; get: JWTVerifyGetKey } | { of: 'two'; secret: Uint8Array }

export interface TokenRules {
  issuer: string
  audience: string
  keys: TokenKeys
}

/** Clocks of two machines differ by that much. */
const toleranceSeconds = 30

/** Never `none`, and never a shared secret where the keys are public: else the public key would be the secret. */
const signatures = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/** Returns what a token says. Throws `TokenRefusedError` for one that proves nothing, and `IdentityUnavailableError` when the keys cannot be had. */
export async function verifyToken(token: string, { issuer, audience, keys }: TokenRules): Promise<JWTPayload> {
  const options = { issuer, audience, clockTolerance: toleranceSeconds, requiredClaims: ['exp'] }
  try {
    const { payload } =
      keys.of === 'two'
        ? await jwtVerify(token, keys.secret, { ...options, algorithms: ['HS256', 'HS384', 'HS512'] })
        : await jwtVerify(token, keys.get, { ...options, algorithms: signatures })
    return payload
  } catch (error) {
    if (isRefusal(error)) throw new TokenRefusedError(error.message, { cause: error })
    throw new IdentityUnavailableError(error)
  }
}

/** A token proves nothing; the message says why. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError'
}

/** Those that are about the token. All others are about the keys. */
const refusals = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
]
const isRefusal = (error: unknown): error is Error => refusals.some((refusal) => error instanceof refusal)

/** Keys that somebody publishes; asked for again when a token names one that is not known. */
export const keysAt = (address: string): TokenKeys => ({
  of: 'many',
  get: createRemoteJWKSet(new URL(address), { timeoutDuration: 5_000 }),
})

/** Keys in a file, which is read again when it has changed. */
export function keysIn(path: string): TokenKeys {
  // The keys are public, so whose eyes they are for is not ours to change.
  const read = createFileReader(path, parseKeys, (file) => readFile(file, 'utf8'))
  return {
    of: 'many',
    async get(header, token) {
      const keys = await read()
      if (!keys) throw new Error(`There is no file ${path}.`)
      return keys(header, token)
    },
  }
}

/** The keys in the text of a JWKS. jose says what is wrong with one that is none. */
export const parseKeys = (text: string) => createLocalJWKSet(JSON.parse(text) as JSONWebKeySet)
