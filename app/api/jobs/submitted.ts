import type { FlowAnswer } from '#core/flow.ts'
import type { SubmitAnswer } from '#core/submit.ts'
import { json } from '../handle.ts'

/** The answer to a submit: `202`, or `200` when its key says that it was answered before. */
export function submitted({ answer, replayed }: { answer: SubmitAnswer | FlowAnswer; replayed: boolean }): Response {
  const headers = { Location: answer.statusUrl }
  if (replayed) return json(answer, { headers: { ...headers, 'Idempotency-Replayed': 'true' } })
  return json(answer, { status: 202, headers })
}
