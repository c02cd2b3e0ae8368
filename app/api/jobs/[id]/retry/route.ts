import { JobIdFormatError } from '#core/errors.ts'
import { parseJobId } from '#core/job-id.ts'
import { retryJob } from '#server/commands/retry-job.ts'
import { handle, json } from '../../../handle.ts'

/** Puts a failed job back in line. */
export const POST = handle<{ id: string }>(async (_request, services, { id }) => {
  const address = parseJobId(id)
  if (!address) throw new JobIdFormatError()
  await retryJob(services, address)
  return json({ id, state: 'pending' }, { status: 202 })
})
