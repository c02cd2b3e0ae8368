import type { AnyJobDefinition } from '#core/define-job.ts'
import { createBackoff } from '#workers/backoff.ts'
import { isFinal, reasonOf, thrownError } from '#workers/work-error.ts'
import type { Verdict } from './isolate-messages.ts'
import { packError } from './packed-error.ts'

/** Asks the job type about an error where its classes are those that were thrown. */
export function judgeError(definition: AnyJobDefinition | undefined, failures: number, thrown: unknown): Verdict {
  const error = thrownError(thrown)
  const { retry } = definition ?? {}
  const problems: string[] = []
  const backoff = createBackoff(retry, { onProblem: ({ message }) => void problems.push(message) })
  const isAsked = typeof retry?.backoff === 'function'
  return {
    error: packError(error),
    reason: reasonOf(error),
    isFinal: isFinal(error, { retry }),
    ...(isAsked && { delayMs: backoff(failures, error) }),
    problems,
  }
}
