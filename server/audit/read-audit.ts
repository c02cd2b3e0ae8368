import { type AuditPage, type AuditQuery, type AuditRecord, auditEntrySchema } from '#core/audit-entry.ts'
import type { RedisClient } from '#server/redis.ts'

const perRead = 500
/** How many entries are looked through for a page; then the page ends, and says where to go on. */
const maxLooked = 10_000

/** A page of entries, newest first. What cannot be read is left out: `verify` is what complains about it. */
export async function readAudit(redis: RedisClient, stream: string, query: AuditQuery): Promise<AuditPage> {
  const { limit, before, action, by } = query
  const entries: AuditRecord[] = []
  let from = before === undefined ? '+' : `(${before}`
  for (let looked = 0; looked < maxLooked; looked += perRead) {
    const rows = await redis.xrevrange(stream, from, '-', 'COUNT', perRead)
    for (const [id, fields] of rows) {
      const record = recordOf(id, fields)
      if (!record || (action !== undefined && record.action !== action) || (by !== undefined && record.by !== by))
        continue
      entries.push(record)
      // One more than the page could be on the next one; whether there is one is seen there.
      if (entries.length === limit) return { entries, next: id }
    }
    const end = rows.at(-1)
    if (end === undefined || rows.length < perRead) return { entries }
    from = `(${end[0]}`
    if (looked + perRead >= maxLooked) return { entries, next: end[0] }
  }
  return { entries }
}

function recordOf(id: string, fields: readonly string[]): AuditRecord | undefined {
  const [, entry = '', , hash = ''] = fields
  try {
    const parsed = auditEntrySchema.safeParse(JSON.parse(entry))
    return parsed.success ? { ...parsed.data, id, hash } : undefined
  } catch {
    return undefined // no JSON: somebody else wrote it
  }
}
