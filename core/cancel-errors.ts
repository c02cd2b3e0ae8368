import { WaybillError } from './errors.ts'

export class JobAlreadyEndedError extends WaybillError {
  readonly code = 'wrong_state'
  constructor(id: string, state: string) {
    super(`Job "${id}" is in the ${state} state; only a job that waits or runs can be cancelled.`)
  }
}

/** Ending the job from here would leave others behind that count on it. */
export class JobNotCancellableError extends WaybillError {
  readonly code = 'not_cancellable'
  constructor(id: string, why: keyof typeof reasons) {
    super(`Job "${id}" cannot be cancelled: ${reasons[why]}`)
  }
}

const reasons = {
  foreign: 'its queue belongs to another program, whose workers would not hear of it. Cancel it there.',
  planned: 'it is the next run of a schedule. Pause or delete the schedule.',
  linked: 'another program made it a part of other jobs, which would wait for it without end. Remove it there.',
}
