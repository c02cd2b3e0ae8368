/** Thrown by what a job does at most once: it certainly did not happen, so it may be tried again. `cause` says why. */
export class NotDoneError extends Error {
  override readonly name = 'NotDoneError'
  constructor(cause: Error) {
    super(cause.message, { cause })
  }
}
