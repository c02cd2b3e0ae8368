import { z } from 'zod'
import type { Action } from './can.ts'
import type { Principal } from './principal.ts'

/** The body of `POST /api/session`: a token, a link that works once, or a name and a password. */
export const signInRequestSchema = z.union([
  z.strictObject({ token: z.string().trim().min(1).max(200) }),
  z.strictObject({ link: z.string().min(1).max(200) }),
  z.strictObject({ name: z.string().trim().min(1).max(100), password: z.string().min(1).max(1_000) }),
])
export type SignInRequest = z.infer<typeof signInRequestSchema>

/** What people are asked for on the sign-in page; a provider asks for itself. */
export type SignInForm = 'token' | 'password' | 'provider'

/** Who somebody is, as they may know it: the answer of `GET /api/me`. */
export interface Me extends Pick<Principal, 'role' | 'name' | 'mode'> {
  /** Visitors have not signed in. */
  isVisitor: boolean
  /** What they may do with every job, or with their own. */
  may: Action[]
}
