import type { FailureReason } from '#core/job-state.ts'

/** How a job can end badly, in a few words. */
export const failureWords: Record<FailureReason, string> = {
  error: 'It failed with an error',
  cancelled: 'It was cancelled',
  timeout: 'It took too long',
  'worker-lost': 'Its worker was lost',
  'invalid-input': 'Its input was not valid',
  'result-too-large': 'Its result was too large to keep',
  corrupt: 'Its record cannot be read',
}
