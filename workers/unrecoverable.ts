import { UnrecoverableError } from 'bullmq'

// Stands apart from `work-error.ts` so that what runs apart from the worker does not carry BullMQ.

/** BullMQ retries every error but this one; message and stack stay those of the job. */
export function unrecoverable(error: Error): UnrecoverableError {
  const final = new UnrecoverableError(error.message)
  final.stack = error.stack
  return final
}
