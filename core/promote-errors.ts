import { WaybillError } from './errors.ts'

export class JobNotPromotableError extends WaybillError {
  readonly code = 'wrong_state'
  constructor(id: string, what: string) {
    super(`Job "${id}" ${what}; only a job that waits for its time can be run now.`)
  }
}

/** The job is how a schedule knows its next run. */
export class PlannedRunError extends WaybillError {
  readonly code = 'wrong_state'
  constructor(id: string, advice: string) {
    super(`Job "${id}" is the next run of a schedule. ${advice}`)
  }
}
