import { pinJob } from '#server/commands/pin-job.ts'
import { handle, json } from '../../../handle.ts'
import { withIsoTimes } from '../../../rest-job.ts'

/** Keeps a finished job until it is unpinned. */
export const POST = handle<{ id: string }>(
  'job.pin',
  async (_request, services, { id }) => json(withIsoTimes(await pinJob(services, id, true))),
  { audit: 'job.pin' },
)

/** Lets the time of a pinned job count on. */
export const DELETE = handle<{ id: string }>(
  'job.pin',
  async (_request, services, { id }) => json(withIsoTimes(await pinJob(services, id, false))),
  { audit: 'job.unpin' },
)
