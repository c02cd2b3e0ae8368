import { formatCount } from '#components/format/quantity.ts'
import type { Job } from '#core/job.ts'
import { job as w } from '#words/job.ts'

/** `Attempt 2 of 3`; undefined while it says nothing: before the first, when there is only one, when the first did it. */
export function attemptNote({ attempt: { current, max }, state }: Pick<Job, 'attempt' | 'state'>): string | undefined {
  if (current === 0 || Math.max(current, max) === 1) return undefined
  if (state === 'success') return current > 1 ? w.attempt(formatCount(current)) : undefined
  return w.attemptOf(formatCount(current), formatCount(Math.max(current, max)))
}
