import type { AuditCheck } from '#core/audit-entry.ts'
import type { RedisClient } from '#server/redis.ts'
import { chainHash } from './chain-hash.ts'

const perRead = 1_000

/**
 * Walks along the chain. The oldest entry is believed, because those before it may have been cut off by age; the last one must be the
 * one the head names, or entries are missing at the end.
 */
export async function verifyAudit(redis: RedisClient, keys: { stream: string; head: string }): Promise<AuditCheck> {
  const head = (await redis.get(keys.head)) ?? ''
  let entries = 0
  let prev: string | undefined
  let seenHead = head === ''
  for (let after = '-'; ; ) {
    const rows = await redis.xrange(keys.stream, after, '+', 'COUNT', perRead)
    for (const [id, [, entry = '', , hash = '']] of rows) {
      entries += 1
      const follows = prev === undefined || hash === chainHash(prev, entry)
      if (!follows) return { ok: false, entries, brokenAt: id, why: 'It was changed, or the one before is missing.' }
      seenHead ||= hash === head
      prev = hash
    }
    const end = rows.at(-1)
    if (end === undefined) break
    after = `(${end[0]}`
  }
  if (seenHead) return { ok: true, entries }
  return { ok: false, entries, why: 'Entries at the end are missing.' }
}
