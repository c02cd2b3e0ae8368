import { WaybillError } from './errors.ts'

/** Somebody did something more often than they may. */
export class TooManyRequestsError extends WaybillError {
  readonly code = 'too_many_requests'
  override readonly limit: number
  override readonly retryAfterSeconds: number
  constructor({ what, points, seconds }: { what: string; points: number; seconds: number }, retryAfterSeconds: number) {
    const after = Math.max(1, retryAfterSeconds)
    super(`More than ${points} ${what} in ${seconds} seconds. Nothing was changed; go on in ${after} seconds.`)
    this.limit = points
    this.retryAfterSeconds = after
  }
}

/** Somebody has as much on its way as they may at a time. */
export class TooManyAtOnceError extends WaybillError {
  readonly code = 'too_many_requests'
  override readonly retryAfterSeconds = 5
  constructor(
    what: string,
    override readonly limit: number,
  ) {
    super(`There are ${limit} ${what} on their way already. Send the next one once one of them is done.`)
  }
}

/** The server answers, but too slowly to take on more. */
export class OverloadedError extends WaybillError {
  readonly code = 'overloaded'
  override readonly retryAfterSeconds = 2
  constructor() {
    super('The server has more to do than it can, so no new job is taken. Nothing was changed; try again in a moment.')
  }
}
