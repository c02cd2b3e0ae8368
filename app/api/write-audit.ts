import type { AuditAction } from '#core/audit-entry.ts'
import { WaybillError } from '#core/errors.ts'
import { clientAddressOf } from '#server/http/client-address.ts'
import type { Services } from '../services.ts'

/** What a handler knows of what it did, and its path does not say. */
export interface AuditNote {
  /** What it was done to; the id or the queue in the path unless told. */
  targets?: readonly string[]
  before?: string
  after?: string
}

export interface Done {
  action: AuditAction
  /** Who asked; nobody where nothing said who. */
  by: string
  requestId: string
  /** The parameters of the path. */
  given: Record<string, string>
  notes: AuditNote
  /** Why it was not done. */
  error?: unknown
}

/**
 * Writes down what a request did, or tried to. What was done is done: an entry that cannot be written is an error in the log of the
 * process, which has the entry, and the answer stays what it is.
 */
export async function writeAudit({ audit, log }: Services, request: Request, done: Done): Promise<void> {
  const { action, by, requestId, given, notes, error } = done
  const refused = error instanceof WaybillError
  try {
    await audit.record({
      by,
      from: { address: clientAddressOf(request), agent: request.headers.get('user-agent') ?? undefined },
      action,
      targets: notes.targets ?? Object.values(given),
      before: notes.before,
      after: notes.after,
      outcome: error === undefined ? 'done' : refused ? 'refused' : 'failed',
      code: refused ? error.code : undefined,
      requestId,
    })
  } catch (failure) {
    log.error({ err: failure, requestId }, 'An entry of the audit log could not be written to Redis.')
  }
}
