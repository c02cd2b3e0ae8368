import { z } from 'zod'
import { maxLinkSeconds } from './link-limits.ts'

/** What a link lets somebody do with its job: see how it fares, or also take away what it made. */
export const linkScopes = ['view', 'view+download'] as const
export type LinkScope = (typeof linkScopes)[number]

/** When a link ends that is made now and is to work for as long as one can. */
export const lastExpiry = (now: number): number => expiryAfter(now, maxLinkSeconds)

/** When a link ends, in epoch milliseconds: a token counts whole seconds. */
export const expiryAfter = (now: number, seconds: number): number => (Math.floor(now / 1_000) + seconds) * 1_000

/** The body of `POST /api/jobs/:id/share`. */
export const shareRequestSchema = z.strictObject({
  scope: z.enum(linkScopes).default('view'),
  expiresInSeconds: z.int().min(60).max(maxLinkSeconds).default(maxLinkSeconds),
})

/** What a link says of itself. */
export interface JobLink {
  /** The only job it is about. */
  job: string
  scope: LinkScope
  /** Epoch milliseconds, in whole seconds. */
  expiresAt: number
}

/** Somebody of whom nothing is known but that they hold a link. */
export interface LinkHolder {
  /** The same for all who hold a link to this job. */
  readonly id: string
  readonly link: JobLink
}

/** The answer of `POST /api/jobs/:id/share`. */
export interface ShareAnswer {
  /** What to hand on. What proves the link stands behind the `#`, which no server is ever sent. */
  url: string
  /** The same for a program, as its bearer token. */
  token: string
  /** ISO 8601. It ends sooner when the job is no longer kept. */
  expiresAt: string
}

/** What `GET /api/jobs/:id` adds for whoever holds a link. */
export interface LinkFacts {
  scope: LinkScope
  /** ISO 8601. */
  expiresAt: string
  /** What the job's type is called, and its stages. */
  title: string
  stages: { name: string; label: string }[]
}

/** Where a link leads to, on the same server. */
export const linkPath = (token: string): string => `/shared#${token}`
