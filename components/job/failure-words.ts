import { words } from '#components/words/words.ts'
import type { FailureReason } from '#core/job-state.ts'

/** How a job can end badly, in a few words. */
export const failureWords: Record<FailureReason, string> = words.failure
