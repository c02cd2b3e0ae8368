import { FinalRehearsalError, RehearsalError } from './rehearsal-error.ts'
import type { RehearsalScript } from './rehearsal-script.ts'
import { waitForAbort } from './wait.ts'

/** Does the harm the script has for the beginning of a step. */
export async function disturb(
  script: RehearsalScript,
  step: number,
  attempt: number,
  signal: AbortSignal,
): Promise<void> {
  if (script.blockAtStep === step) block(script.blockMs)
  if (script.exitAtStep === step && attempt <= script.exitAttempts) {
    // A signal that cannot be handled: nothing is cleaned up, as when a machine loses power.
    process.kill(process.pid, 'SIGKILL')
    await waitForAbort(signal)
  }
  if (script.failAtStep === step && attempt <= (script.failAttempts ?? Number.POSITIVE_INFINITY))
    throw script.retryable ? new RehearsalError(step, attempt) : new FinalRehearsalError(step, attempt)
  if (script.hangAtStep === step) await waitForAbort(signal)
}

function block(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}
