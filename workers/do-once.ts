import type { JobContext } from '#core/define-job.ts'
import { NotDoneError } from '#core/not-done-error.ts'
import type { JobLedger } from '#server/store/job-ledger.ts'

/** Makes the `once` of an attempt. Nothing begins any more once its signal is aborted. */
export function createOnce(open: () => JobLedger, signal: AbortSignal): JobContext<string>['once'] {
  let ledger: JobLedger | undefined
  return async (key, answerSchema, act) => {
    signal.throwIfAborted()
    // Most jobs do nothing once.
    ledger ??= open()
    const { by, known } = await ledger.claim(key)
    if (known?.state === 'done') return { state: 'done', answer: answerSchema.parse(known.answer), earlier: true }
    if (known) return { state: 'unknown' }
    try {
      const answer = await act()
      await ledger.done(key, by, answer)
      return { state: 'done', answer, earlier: false }
    } catch (error) {
      if (error instanceof NotDoneError) await ledger.undone(key, by)
      throw error
    }
  }
}
