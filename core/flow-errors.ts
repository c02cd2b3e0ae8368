import { WaybillError } from './errors.ts'
import { maxFlowDepth, maxFlowJobs } from './flow-limits.ts'

/** The flow has more jobs, or more levels, than one script in Redis should touch. */
export class FlowTooLargeError extends WaybillError {
  readonly code = 'flow_too_large'
  override readonly field = 'children'
  override readonly limit: number
  constructor(what: 'jobs' | 'levels') {
    const limit = what === 'jobs' ? maxFlowJobs : maxFlowDepth
    super(`The flow has more than ${limit} ${what}. Give each job more to do, or submit several flows.`)
    this.limit = limit
  }
}

/** More children than are listed. Only flows of other programs have so many. */
export class TooManyChildrenError extends WaybillError {
  readonly code = 'too_many_children'
  constructor(
    count: number,
    override readonly limit: number,
  ) {
    super(`This job has ${count} children, and at most ${limit} are listed. Its counts say how many have ended.`)
  }
}

/** A child has failed that the job cannot do without. */
export class ChildFailedError extends Error {
  override readonly name = 'ChildFailedError'
  constructor(childId: string) {
    super(`The child job "${childId}" failed.`)
  }
}

/** A job asks for a file that its child did not make, or of a job that is no child of it. */
export class ChildFileError extends Error {
  override readonly name = 'ChildFileError'
  constructor(childId: string, file: string) {
    super(
      `The child job "${childId}" has no file "${file}". Ask for files that its children have left, by their names.`,
    )
  }
}
