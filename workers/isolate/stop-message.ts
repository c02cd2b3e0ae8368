import { JobCancelledError, JobTimeoutError } from '#core/stop-reason.ts'
import { textOf } from '#workers/text-of.ts'
import type { StopMessage } from './isolate-messages.ts'

/** The reason of an abort on its way to an isolate. */
export function stopMessageOf(reason: unknown): StopMessage {
  if (reason instanceof JobCancelledError) return { kind: 'cancelled', askedAt: reason.askedAt }
  if (reason instanceof JobTimeoutError) return { kind: 'timeout', timeoutMs: reason.timeoutMs }
  return { kind: 'other', reason: textOf(reason) }
}

/** The same reason on the other side. */
export function stopReasonOf(message: StopMessage): unknown {
  switch (message.kind) {
    case 'cancelled':
      return new JobCancelledError(message.askedAt)
    case 'timeout':
      return new JobTimeoutError(message.timeoutMs)
    case 'other':
      return message.reason
  }
}
