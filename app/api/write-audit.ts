import type { AuditAction } from '#core/audit-entry.ts'
import { WaybillError } from '#core/errors.ts'
import type { Principal } from '#core/principal.ts'
import { clientAddressOf } from '#server/http/client-address.ts'
import { addressKey } from '#server/limits/address-key.ts'
import type { Services } from '../services.ts'

/** What a handler knows of what it did, and its path does not say. */
export interface AuditNote {
  /** Who did it, where that is known only afterwards. */
  by?: Principal
  /** What it was done to; the id or the queue in the path unless told. */
  targets?: readonly string[]
  /** Nothing was there to be done, so there is nothing to write down. */
  isNothing?: boolean
  before?: string
  after?: string
}

export interface Done {
  action: AuditAction
  /** Who asked; undefined where nothing said who. */
  by: Principal | undefined
  requestId: string
  /** The parameters of the path. */
  given: Record<string, string>
  notes: AuditNote
  /** Why it was not done. */
  error?: unknown
}

type AuditServices = Pick<Services, 'audit' | 'auth' | 'refusals' | 'log'>

/**
 * Writes down what a request did, or tried to. What was done is done: an entry that cannot be written is an error in the log of the
 * process, which has the entry, and the answer stays what it is.
 */
export async function writeAudit(services: AuditServices, request: Request, done: Done): Promise<void> {
  const { audit, auth, refusals, log } = services
  const { action, requestId, given, notes, error } = done
  if (error === undefined && notes.isNothing) return
  const by = notes.by ?? done.by
  const refused = error instanceof WaybillError
  const address = clientAddressOf(request)
  // Whoever can send a request can be refused, as often as they like; visitors have no name.
  const passed = refused && by?.name === undefined ? refusals.pass(addressKey(address)) : { unwritten: 0 }
  if (!passed) return
  try {
    await audit.record({
      by: by?.id ?? 'nobody',
      // What a program did in somebody's name was not done by their hands.
      mode: by?.token === undefined ? auth.mode.name : `${auth.mode.name}, by token ${by.token}`,
      from: { address, agent: request.headers.get('user-agent') ?? undefined },
      action,
      targets: notes.targets ?? Object.values(given),
      before: notes.before,
      after: notes.after,
      outcome: error === undefined ? 'done' : refused ? 'refused' : 'failed',
      code: refused ? error.code : undefined,
      requestId,
      unwritten: passed.unwritten || undefined,
    })
  } catch (failure) {
    log.error({ err: failure, requestId }, 'An entry of the audit log could not be written to Redis.')
  }
}
