import { z } from 'zod'
import { longestTokenSeconds } from './token-limits.ts'

/** The body of `POST /api/tokens`. The name is for the one who makes it, to know it by later. */
export const tokenRequestSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'A name is one line without control characters'),
  expiresInSeconds: z
    .int()
    .min(60)
    .max(longestTokenSeconds)
    .default(90 * 24 * 60 * 60),
})
export type TokenRequest = z.output<typeof tokenRequestSchema>

/** A token as its person sees it later: never the token itself. Times are epoch milliseconds; ISO 8601 over REST. */
export interface ProgramToken {
  id: string
  name: string
  createdAt: number
  expiresAt: number
  /** When a program last came with it, to the minute. */
  usedAt?: number
}

/** The answer of `POST /api/tokens`: the only one that has the token. */
export interface MadeToken extends ProgramToken {
  token: string
}
