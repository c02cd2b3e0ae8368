import { JobAlreadyEndedError, JobNotCancellableError } from '#core/cancel-errors.ts'
import { cancelling } from '#core/job-flags.ts'
import { canCancel, type JobState } from '#core/job-state.ts'
import type { Cancels } from '#server/cancel/cancels.ts'
import { type JobSources, requireJob } from '#server/reader/require-job.ts'
import { requireGone } from './require-gone.ts'

export interface CancelRequest {
  id: string
  /** Who asks. */
  by: string
  /** Whether Waybill's workers run the jobs of a queue: others would not hear of it. */
  isOwn(queue: string): boolean
}

/** How the job stands right after it was asked for. */
export interface CancelAnswer {
  id: string
  state: JobState
  flags: string[]
}

/**
 * Ends a job that waits at once, as a failure with the reason `cancelled`; asks the worker of a running one to end it, which shows on
 * the job. Safe to repeat while it runs. Throws `JobAlreadyEndedError`, `JobNotCancellableError` and what `requireJob` throws.
 */
export async function cancelJob(
  services: JobSources & { cancels: Cancels },
  { id, by, isOwn }: CancelRequest,
): Promise<CancelAnswer> {
  const { job, address } = await requireJob(services, id)
  if (!canCancel(job.state)) throw new JobAlreadyEndedError(id, job.state)
  if (!isOwn(address.queue)) throw new JobNotCancellableError(id, 'foreign')
  const outcome = await services.cancels.ask(address, by)
  switch (outcome) {
    case 'ended':
      return { id, state: 'failure', flags: [] }
    case 'asked':
    case 'asked before':
      return { id, state: 'running', flags: [cancelling] }
    case 'planned':
    case 'linked':
      throw new JobNotCancellableError(id, outcome)
    case 'unknown':
      return requireGone(services, address)
    case 'ended before': {
      // It ended between the two looks.
      const ended = await requireJob(services, id)
      throw new JobAlreadyEndedError(id, ended.job.state)
    }
  }
}
