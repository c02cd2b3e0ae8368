import type { FlowAnswer } from '#core/flow.ts'
import { lastExpiry } from '#core/job-link.ts'
import type { LinkAnswer, SubmitAnswer } from '#core/submit.ts'
import type { Services } from '../../services.ts'
import { json } from '../handle.ts'
import { linkUrl } from './link-url.ts'

interface Submitted {
  answer: SubmitAnswer | FlowAnswer
  replayed: boolean
}

/** The answer to a submit, with a link to its job: `202`, or `200` when its key says that it was answered before. */
export async function submitted(
  services: Pick<Services, 'env' | 'jobLinks'>,
  request: Request,
  { answer, replayed }: Submitted,
): Promise<Response> {
  const headers = { Location: answer.statusUrl }
  const link = { job: answer.id, scope: 'view', expiresAt: lastExpiry(Date.now()) } as const
  const { jobLinks } = services
  // Of a job from before the links may have been taken back, and the job may be gone.
  const token = replayed ? await jobLinks.make(link) : jobLinks.makeFirst(link)
  const shared: LinkAnswer = token === undefined ? {} : { shareUrl: linkUrl(services, request, token), token }
  if (replayed) return json({ ...answer, ...shared }, { headers: { ...headers, 'Idempotency-Replayed': 'true' } })
  return json({ ...answer, ...shared }, { status: 202, headers })
}
