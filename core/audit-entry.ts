import { z } from 'zod'

/** What is written down when somebody does it, or tries to. Ordinary submits are not: the job itself says who sent it. */
export const auditActions = [
  'job.cancel',
  'job.retry',
  'job.promote',
  'job.remove',
  'job.pin',
  'job.unpin',
  'job.share',
  'job.unshare',
  'schedule.create',
  'schedule.change',
  'schedule.delete',
  'schedule.run',
  'queue.pause',
  'queue.resume',
  'audit.export',
  'session.start',
  'session.end',
  'session.end-all',
  'sign-in-link.create',
  'token.create',
  'token.revoke',
] as const
export type AuditAction = (typeof auditActions)[number]

/** `refused`: the rules did not allow it, `code` says why. `failed`: it went wrong on our side. */
export const auditOutcomes = ['done', 'refused', 'failed'] as const

/** How many ids an entry names; `count` says of how many there were. */
export const maxAuditIds = 100

const text = z.string().max(300)

/** One line of the audit log: who did what from where to which things, and what came of it. Never what was in them. */
export const auditEntrySchema = z.strictObject({
  /** Epoch milliseconds, by the server's clock. */
  at: z.number(),
  by: text,
  /** How people say who they are where it happened. */
  mode: text.optional(),
  from: z.strictObject({ address: text, agent: text.optional() }),
  // A newer version may know more of them.
  action: text,
  targets: z.strictObject({ ids: z.array(text).max(maxAuditIds), count: z.int().min(0) }),
  before: text.optional(),
  after: text.optional(),
  outcome: z.enum(auditOutcomes),
  code: text.optional(),
  requestId: text,
  /** How many like it, of people nobody knows, were refused at the same address before and are not in the log. */
  unwritten: z.int().min(1).optional(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

/** An entry as it stands in the log. `id` is its place, `hash` covers it and everything before it. */
export interface AuditRecord extends AuditEntry {
  id: string
  hash: string
}

/** Which entries are asked for, newest first. */
export interface AuditQuery {
  limit: number
  /** Only those before the entry of this id. */
  before?: string
  action?: string
  by?: string
}

/**
 * Whether the log is as it was written. `brokenAt` is the first entry that is not what was written, or that does not follow the one before;
 * without it entries are missing at the end. `entries` counts how many were looked at.
 */
export type AuditCheck = { ok: true; entries: number } | { ok: false; entries: number; brokenAt?: string; why: string }

export interface AuditPage {
  entries: AuditRecord[]
  /** Where to go on: `before` of the next page. */
  next?: string
}
