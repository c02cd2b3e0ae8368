import type { BackoffSteps, RetryPolicy } from '#core/define-job.ts'
import { maxDelayMs as longestMs } from '#core/submit-limits.ts'
import { textOf } from './text-of.ts'
import { thrownError } from './work-error.ts'

/** What a definition's own function is replaced by when it does not answer, and how long a wait may be unless the definition says so. */
const fallback: BackoffSteps = { type: 'exponential', delayMs: 1_000, jitter: 0.5 }
const dayMs = 24 * 60 * 60 * 1000

export interface BackoffOptions {
  /** Told why the definition's own steps could not be used. */
  onProblem(error: Error): void
  /** 0 to 1, 1 left out. */
  random?(): number
}

/**
 * Makes the function that says how many milliseconds to wait after so many failures. It never throws: a job whose wait cannot be computed
 * would hang until its lock runs out.
 */
export function createBackoff(
  retry: RetryPolicy | undefined,
  { onProblem, random = Math.random }: BackoffOptions,
): (failures: number, error: unknown) => number {
  const { backoff } = retry ?? {}
  const cap = isWait(retry?.maxDelayMs) ? Math.min(retry.maxDelayMs, longestMs) : dayMs

  function own(failures: number, error: unknown): number {
    if (backoff === undefined) return 0
    if (typeof backoff === 'object') return steps(backoff, failures, random)
    try {
      return backoff(failures, thrownError(error))
    } catch (thrown) {
      onProblem(new Error('The backoff of the job type threw.', { cause: thrown }))
      return steps(fallback, failures, random)
    }
  }

  return (failures, error) => {
    const wait: unknown = own(failures, error)
    if (isWait(wait)) return Math.round(Math.min(wait, cap))
    onProblem(new Error(`The backoff of the job type is ${textOf(wait)}. Give milliseconds from 0 on.`))
    return Math.round(Math.min(steps(fallback, failures, random), cap))
  }
}

/** Endless is a wait too: it is cut. */
const isWait = (value: unknown): value is number => typeof value === 'number' && value >= 0

function steps({ type, delayMs, jitter = 0 }: BackoffSteps, failures: number, random: () => number): number {
  const whole = type === 'fixed' ? delayMs : delayMs * 2 ** (failures - 1)
  const share = Math.min(1, Math.max(0, jitter))
  // Without jitter no zero may meet an endless wait: the product would be no number.
  return share > 0 && Number.isFinite(whole) ? whole * (1 - share * random()) : whole
}
