import { WaybillError } from './errors.ts'

export class JobNotRemovableError extends WaybillError {
  readonly code = 'wrong_state'
  constructor(id: string, who: 'job' | 'child' = 'job') {
    super(
      `${who === 'job' ? `Job "${id}"` : `A child of job "${id}"`} is running. Cancel it first, or wait until it has ended, and remove it then.`,
    )
  }
}
