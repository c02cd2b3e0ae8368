import { UnrecoverableError } from 'bullmq'
import type { AnyJobDefinition } from '#core/define-job.ts'
import { UploadGoneError } from '#core/errors.ts'
import type { FailureReason } from '#core/job-state.ts'
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

export const reasonOf = (error: Error): FailureReason => (error instanceof WorkError ? error.reason : 'error')

/** Whether another attempt cannot help with this error. */
export function isFinal(error: Error, { retry }: Pick<AnyJobDefinition, 'retry'>): boolean {
  if (error instanceof WorkError || error instanceof UploadGoneError || error.name === 'UnrecoverableError') return true
  return retry?.giveUpOn?.some((type) => error instanceof type) ?? false
}

/** BullMQ retries every error but this one; message and stack stay those of the job. */
export function unrecoverable(error: Error): UnrecoverableError {
  const final = new UnrecoverableError(error.message)
  final.stack = error.stack
  return final
}
