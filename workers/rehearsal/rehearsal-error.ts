/** The failure a rehearsal was told to have. Another attempt may succeed. */
export class RehearsalError extends Error {
  override readonly name: string = 'RehearsalError'
  constructor(step: number, attempt: number) {
    super(`The rehearsal failed at step ${step} of attempt ${attempt}, as its input says.`)
  }
}

/** The same, but another attempt cannot help. */
export class FinalRehearsalError extends RehearsalError {
  override readonly name = 'FinalRehearsalError'
}
