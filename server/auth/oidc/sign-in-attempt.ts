import { createHmac, randomBytes } from 'node:crypto'
import { sha256 } from '#server/sha256.ts'

/** What a sign-in at a provider is recognised by when it comes back. */
export interface SignInAttempt {
  /** In the address: it comes back to the browser that began, and to no other. */
  state: string
  /** In the token: it was made for this sign-in. */
  nonce: string
  /** Shown with the code, so that nobody else can use it (PKCE), and its digest, which is shown before. */
  verifier: string
  challenge: string
}

const secretPattern = /^[\w-]{43}$/

/** The secret of an attempt, which only the browser keeps: nothing has to be stored, however many are begun and left. */
export const newAttemptSecret = (): string => randomBytes(32).toString('base64url')

/** Undefined for what is no secret of ours. */
export function attemptOf(secret: string): SignInAttempt | undefined {
  if (!secretPattern.test(secret)) return undefined
  // None of them says anything about another one, or about the secret.
  const derive = (purpose: string) => createHmac('sha256', secret).update(purpose).digest('base64url')
  const verifier = derive('verifier')
  const challenge = sha256(verifier)
  return { state: derive('state'), nonce: derive('nonce'), verifier, challenge }
}
