/** Why a job's `signal` is aborted: somebody asked for the end of the job. A later attempt does not follow. */
export class JobCancelledError extends Error {
  override readonly name = 'CancelledError'
  /** `askedAt` is in epoch milliseconds. */
  constructor(readonly askedAt: number) {
    super('Cancelled while it was running.')
  }
}

/** Why a job's `signal` is aborted: the attempt took longer than its type allows. Counts as an error like any other. */
export class JobTimeoutError extends Error {
  override readonly name = 'TimeoutError'
  constructor(readonly timeoutMs: number) {
    super(`The attempt was stopped: it took longer than the ${timeoutMs / 1000} s its job type allows.`)
  }
}
