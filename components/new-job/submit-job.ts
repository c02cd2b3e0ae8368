import { AskError, ask } from '#components/api/ask.ts'
import { jobPath } from '#components/api/job-path.ts'
import { words } from '#components/words/words.ts'
import type { SubmitAnswer, SubmitRequest } from '#core/submit.ts'

/** How long to wait before a submit whose answer was lost is sent again, in milliseconds. */
const waits = [500, 1_000, 2_000, 4_000, 8_000]

export interface SubmitOptions {
  /** The same for the same job, see `useRequestKey`. */
  key: string
  /** The job it is a retry of, with another input. */
  retryOf?: string
  /** An answer was lost; the request is sent again. */
  onLost?: () => void
  waits?: readonly number[]
}

/**
 * Hands a job in. An answer that was lost on the way is asked for again: the key makes it the same job. The card comes by the
 * socket; nobody has to fetch it. Rejects with `AskError`.
 */
export async function submitJob(request: SubmitRequest, options: SubmitOptions): Promise<SubmitAnswer> {
  const pauses = (options.waits ?? waits).values()
  for (;;) {
    try {
      return await send(request, options)
    } catch (error) {
      const { value: pause, done } = pauses.next()
      if (done || !isLost(error)) throw error
      options.onLost?.()
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

async function send(request: SubmitRequest, { key, retryOf }: SubmitOptions): Promise<SubmitAnswer> {
  const { type: _known, ...change } = request
  const [path, body] = retryOf === undefined ? ['/api/jobs', request] : [jobPath.retry(retryOf), change]
  const answer = await ask<SubmitAnswer | undefined>(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify(body),
  })
  if (answer) return answer
  throw new AskError({
    status: 0,
    code: 'unreachable',
    detail: words.problems.cutOff,
  })
}

/** Whether the job may be there all the same. */
const isLost = (error: unknown) =>
  error instanceof AskError && ['unreachable', 'submit_unknown', 'idempotency_busy'].includes(error.problem.code)
