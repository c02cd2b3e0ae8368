import { WaybillError } from './errors.ts'

/** The key was used for another request already. */
export class IdempotencyMismatchError extends WaybillError {
  readonly code = 'idempotency_mismatch'
  constructor() {
    super(
      'This idempotency key was used for another request within the last 24 hours. Use a new key for what is not a repetition.',
    )
  }
}

/** The request that used the key first is not done, or its server was lost on the way and nobody can know yet. */
export class SubmitInProgressError extends WaybillError {
  readonly code = 'idempotency_busy'
  override readonly retryAfterSeconds = 1
  constructor() {
    super('A request with this idempotency key is on its way. Send it again in a moment to learn what became of it.')
  }
}

/** Taking the job could take the space that running jobs need. */
export class InsufficientStorageError extends WaybillError {
  readonly code = 'insufficient_storage'
  override readonly retryAfterSeconds = 30
  constructor(short: 'memory' | 'disk', cause?: unknown) {
    const what =
      short === 'memory' ? 'Redis is nearly out of memory or disk' : 'The disk of the data directory is nearly full'
    super(`${what}, so no new job is taken. Nothing was changed; try again once there is space.`, { cause })
  }
}

/** The submit was sent, but no answer came: the job may or may not exist. */
export class SubmitUnknownError extends WaybillError {
  readonly code = 'submit_unknown'
  override readonly retryAfterSeconds = 2
  constructor(
    readonly id: string,
    cause: unknown,
  ) {
    super(
      `The queue did not answer in time. The job may have been accepted as "${id}". Send the same request with the same Idempotency-Key again; without a key, look the job up first.`,
      { cause },
    )
  }
}
