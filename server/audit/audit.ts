import {
  type AuditCheck,
  type AuditEntry,
  type AuditPage,
  type AuditQuery,
  auditEntrySchema,
  maxAuditIds,
} from '#core/audit-entry.ts'
import type { Log } from '#server/log.ts'
import { ownKey } from '#server/own-key.ts'
import type { RedisClient } from '#server/redis.ts'
import { defineAuditScript } from './audit-script.ts'
import { chainHash } from './chain-hash.ts'
import { readAudit } from './read-audit.ts'
import { verifyAudit } from './verify-audit.ts'

/** What is written down; the time is the server's. */
export interface NewAuditEntry extends Omit<AuditEntry, 'at' | 'targets'> {
  targets: readonly string[]
}

/** The log of what people did, in Redis for all nodes, each entry chained to the one before. */
export interface Audit {
  /** Writes an entry. Rejects when it could not be written; the process's own log has it in any case. */
  record(entry: NewAuditEntry): Promise<void>
  read(query: AuditQuery): Promise<AuditPage>
  /** Every entry there is, as a line of JSON each, oldest first. */
  lines(): AsyncGenerator<string>
  /** Whether every entry is the one that was written, and none is missing between the first and the last. */
  verify(): Promise<AuditCheck>
}

const maxEntries = 100_000
/** Each attempt means that another node was faster; people are not that many. */
const maxAttempts = 50

export const auditKeys = (prefix: string) => {
  const stream = ownKey(prefix, 'audit')
  return { stream, head: `${stream}:head` }
}

export function createAudit(redis: RedisClient, prefix: string, log: Log): Audit {
  defineAuditScript(redis)
  const keys = auditKeys(prefix)
  // Only a guess: the script tells the hash to whoever has another.
  let known = ''
  // One after the other, so that a process does not race with itself.
  let last: Promise<unknown> = Promise.resolve()

  async function append(entry: string): Promise<void> {
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      const hash = chainHash(known, entry)
      const [done, idOrHead] = await redis.waybillAudit(keys.stream, keys.head, known, entry, hash, maxEntries)
      known = done === 1 ? hash : idOrHead
      if (done === 1) return
    }
    throw new Error('The audit log kept changing in Redis. Something else writes to it.')
  }

  return {
    async record({ targets, ...rest }) {
      const ids = targets.slice(0, maxAuditIds).map(shorten)
      const entry = auditEntrySchema.parse({
        at: Date.now(),
        ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, shorten(value)])),
        from: { address: shorten(rest.from.address), agent: shorten(rest.from.agent) },
        targets: { ids, count: targets.length },
      })
      // As one line of JSON nothing in it can look like another line. Whoever keeps this log has a second copy.
      log.info({ audit: entry }, 'Somebody did something that is written down.')
      const writing = last.then(() => append(JSON.stringify(entry)))
      last = writing.catch(() => {}) // whoever asked for it is told
      await writing
    },
    read: (query) => readAudit(redis, keys.stream, query),
    async *lines() {
      for (let after = '-'; ; ) {
        const rows = await redis.xrange(keys.stream, after, '+', 'COUNT', 1_000)
        for (const [id, [, entry, , hash]] of rows) yield `${JSON.stringify({ id, hash, entry })}\n`
        const end = rows.at(-1)
        if (end === undefined) return
        after = `(${end[0]}`
      }
    },
    verify: () => verifyAudit(redis, keys),
  }
}

/** What comes from outside may be of any length and hold anything, and must not keep an entry from being written, nor look like another. */
function shorten<T>(value: T): T | string {
  return typeof value === 'string' ? value.toWellFormed().replace(unseen, escaped).slice(0, 300).toWellFormed() : value
}

const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
