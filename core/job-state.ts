/** The four states a person sees. BullMQ's finer states fold into these in `server/reader`. */
export const jobStates = ['pending', 'running', 'success', 'failure'] as const
export type JobState = (typeof jobStates)[number]

/** Why a pending job is not running yet. */
export const pendingReasons = ['queued', 'scheduled', 'retrying', 'waiting-for-children', 'queue-paused'] as const
export type PendingReason = (typeof pendingReasons)[number]

/** Why a job ended in failure. */
export const failureReasons = [
  'error',
  'cancelled',
  'timeout',
  'worker-lost',
  'invalid-input',
  'result-too-large',
  'corrupt',
] as const
export type FailureReason = (typeof failureReasons)[number]

/** The facts that can move a job; the other job events never touch the state. */
export const transitions = [
  'queued',
  'started',
  'progressed',
  'staged',
  'flagged',
  'cancelling',
  'retrying',
  'succeeded',
  'failed',
] as const
export type Transition = (typeof transitions)[number]

/**
 * The one state machine. A row is where a job is, a column what happened, the cell where it is then.
 *
 * - running → `queued`: the worker was lost and BullMQ gave the job back.
 * - pending → `failed`: it was cancelled in line, or BullMQ fails a job that lost its worker too often, or whose child failed, without
 *   running it again.
 * - failure → `queued`: an operator's retry. It is the only way out of an end state.
 */
const table: Record<JobState, Partial<Record<Transition, JobState>>> = {
  pending: { queued: 'pending', started: 'running', failed: 'failure' },
  running: {
    queued: 'pending',
    progressed: 'running',
    staged: 'running',
    flagged: 'running',
    cancelling: 'running',
    retrying: 'pending',
    succeeded: 'success',
    failed: 'failure',
  },
  success: {},
  failure: { queued: 'pending' },
}

/** Returns the state after `transition`, or undefined when it is not legal from here. */
export const nextState = (from: JobState, transition: Transition): JobState | undefined => table[from][transition]

/** Only a failed job can be queued again by hand. */
export const canRetry = (state: JobState): boolean => state === 'failure'

/** Whatever has not ended can be cancelled. */
export const canCancel = (state: JobState): boolean => !isFinished(state)

export const isFinished = (state: JobState): boolean => state === 'success' || state === 'failure'
