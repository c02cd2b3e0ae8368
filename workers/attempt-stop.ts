import { JobCancelledError, JobTimeoutError } from '#core/stop-reason.ts'

export interface AttemptStopOptions {
  /** Aborted when the process stops. */
  given: AbortSignal
  timeoutMs?: number
  /** How long the attempt may take to clean up after a cancel or a timeout. */
  graceMs?: number
}

/** What can end an attempt before its code does. */
export interface AttemptStop {
  /** What the job's code is given: aborted with the first reason there is to stop. */
  signal: AbortSignal
  /** Rejects with the reason when the time to clean up is over. Nobody can end code that goes on; it only is not waited for. */
  overdue: Promise<never>
  /** Somebody asked for the end of the job. Once is enough. */
  cancel(askedAt: number): void
  /** Why the attempt counts as ended if its code threw: a cancel goes before all, whichever came first. */
  reason(): unknown
  /** When somebody asked for the end, if anybody did. */
  askedAt(): number | undefined
  /** The attempt's code has ended: nothing stops it any more, but a cancel still counts. */
  close(): void
}

const defaultGraceMs = 30_000

/** A timer that would be longer fires at once. */
const longestTimer = 2 ** 31 - 1

/** Watches over one attempt from its start until it is closed. */
export function watchAttempt({ given, timeoutMs, graceMs = defaultGraceMs }: AttemptStopOptions): AttemptStop {
  const controller = new AbortController()
  let reject = (_why: unknown) => {}
  const overdue = new Promise<never>((_resolve, given) => {
    reject = given
  })
  // Most attempts end before anybody waits for it.
  overdue.catch(() => {})
  let cancelled: JobCancelledError | undefined
  let grace: NodeJS.Timeout | undefined
  let closed = false

  const reason = (): unknown => cancelled ?? controller.signal.reason

  function stop(why: Error): void {
    controller.abort(why)
    if (!closed) grace ??= setTimeout(() => reject(reason()), Math.min(graceMs, longestTimer))
  }

  const giveBack = () => controller.abort(given.reason)
  const timeout =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => stop(new JobTimeoutError(timeoutMs)), Math.min(timeoutMs, longestTimer))
  if (given.aborted) giveBack()
  else given.addEventListener('abort', giveBack, { once: true })

  return {
    signal: controller.signal,
    overdue,
    cancel(askedAt) {
      if (cancelled) return
      cancelled = new JobCancelledError(askedAt)
      stop(cancelled)
    },
    reason,
    askedAt: () => cancelled?.askedAt,
    close() {
      closed = true
      clearTimeout(timeout)
      clearTimeout(grace)
      given.removeEventListener('abort', giveBack)
    },
  }
}
