import { type AuditQuery, auditActions } from '#core/audit-entry.ts'
import { BadRequestError } from '#core/errors.ts'

const names = ['limit', 'before', 'action', 'by']
const perPage = { usual: 50, most: 200 }

/** Which entries are asked for. An empty filter is none, as a form sends it. Throws `BadRequestError`. */
export function auditQuery(params: URLSearchParams): AuditQuery {
  const unknown = [...params.keys()].find((name) => !names.includes(name))
  if (unknown !== undefined) throw refusal(`The log is asked for by ${names.join(', ')}.`, unknown)
  const given = (name: string) => params.get(name) || undefined
  const limit = Number(given('limit') ?? perPage.usual)
  if (!Number.isInteger(limit) || limit < 1 || limit > perPage.most) {
    throw refusal(`The limit is a whole number from 1 to ${perPage.most}.`, 'limit')
  }
  const [before, action, by] = [given('before'), given('action'), given('by')]
  if (before !== undefined && !/^\d{1,20}-\d{1,20}$/.test(before)) throw refusal('Take next as before.', 'before')
  if (action !== undefined && !auditActions.some((each) => each === action)) {
    throw refusal(`An action is one of: ${auditActions.join(', ')}.`, 'action')
  }
  if (by !== undefined && by.length > 300) throw refusal('A name has at most 300 characters.', 'by')
  return { limit, before, action, by }
}

const refusal = (why: string, field: string) => new BadRequestError('bad_request', why, field)
