import { WaybillError } from './errors.ts'

export class JobNotRemovableError extends WaybillError {
  readonly code = 'wrong_state'
  constructor(id: string) {
    super(`Job "${id}" is running. Cancel it first, or wait until it has ended, and remove it then.`)
  }
}
