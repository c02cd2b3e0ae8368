import { askPost } from '#components/api/ask.ts'
import type { SubmitAnswer, SubmitRequest } from '#core/submit.ts'

/** Hands a job in. The card comes by the socket; nobody has to fetch it. Rejects with `AskError`. */
export const submitJob = (request: SubmitRequest): Promise<SubmitAnswer> => askPost('/api/jobs', request)
