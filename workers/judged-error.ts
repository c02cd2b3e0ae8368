import type { FailureReason } from '#core/job-state.ts'
import type { Verdict } from './isolate/isolate-messages.ts'

/** What a job threw in an isolate, with what its type said to it there. It has the name, the message and the stack of the original. */
export class JudgedError extends Error {
  override readonly name: string
  readonly reason: FailureReason
  readonly isFinal: boolean
  /** How long to wait before the next attempt, if its type has a function that says so. */
  readonly delayMs: number | undefined
  constructor({ error, reason, isFinal, delayMs }: Verdict) {
    super(error.message)
    this.name = error.name
    this.stack = error.stack
    this.reason = reason
    this.isFinal = isFinal
    this.delayMs = delayMs
  }
}
