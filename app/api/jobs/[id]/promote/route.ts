import { promoteJob } from '#server/commands/promote-job.ts'
import { handle, json } from '../../../handle.ts'

/** Runs a job now that waits for its time or for its next attempt. */
export const POST = handle<{ id: string }>(
  'job.promote',
  async (_request, services, { id }) => {
    await promoteJob(services, id)
    return json({ id, state: 'pending' }, { status: 202 })
  },
  { audit: 'job.promote' },
)
