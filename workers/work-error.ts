import type { AnyJobDefinition, ErrorRule } from '#core/define-job.ts'
import { UploadGoneError } from '#core/errors.ts'
import { ChildFailedError } from '#core/flow-errors.ts'
import type { FailureReason } from '#core/job-state.ts'
import { JobCancelledError, JobTimeoutError } from '#core/stop-reason.ts'
import { JudgedError } from './judged-error.ts'
import { textOf } from './text-of.ts'

/** A failure the runtime itself found, before or after the job's own code ran. Another attempt cannot help. */
export class WorkError extends Error {
  override readonly name = 'WorkError'
  constructor(
    readonly reason: FailureReason,
    message: string,
  ) {
    super(message)
  }
}

/** Makes an Error of whatever a handler threw, with a name and a message that are texts. */
export function thrownError(thrown: unknown): Error {
  if (thrown instanceof Error && typeof thrown.message === 'string' && typeof thrown.name === 'string') return thrown
  return new Error(typeof thrown === 'string' ? thrown : `The job threw ${textOf(thrown)}, which is not an Error.`)
}

/** Why a job fails with this error. */
export function reasonOf(error: Error): FailureReason {
  if (error instanceof JobCancelledError) return 'cancelled'
  if (error instanceof JobTimeoutError) return 'timeout'
  return error instanceof WorkError || error instanceof JudgedError ? error.reason : 'error'
}

/** Whether another attempt cannot help with this error. Never throws, whatever the definition's own rules do. */
export function isFinal(error: Error, { retry }: Pick<AnyJobDefinition, 'retry'>): boolean {
  if (error instanceof JudgedError) return error.isFinal
  // What came from the worker process has lost its class.
  if (error.name === ChildFailedError.name) return true
  if (error instanceof WorkError || error instanceof UploadGoneError || error instanceof JobCancelledError) return true
  if (error.name === 'UnrecoverableError') return true
  if (retry?.giveUpOn?.some((rule) => isAbout(rule, error))) return true
  return retry?.retryOn !== undefined && !retry.retryOn.some((rule) => isAbout(rule, error))
}

function isAbout(rule: ErrorRule, error: Error): boolean {
  if (isErrorClass(rule)) return error instanceof rule
  try {
    // Not `Boolean(…)`: a function that promises an answer has none yet.
    return rule(error) === true
  } catch {
    // It says nothing about this error: see `ErrorRule`.
    return false
  }
}

const isErrorClass = (rule: ErrorRule): rule is Extract<ErrorRule, abstract new (...args: never[]) => Error> =>
  rule === Error || rule.prototype instanceof Error
