import { cancelJob } from '#server/commands/cancel-job.ts'
import { catalogue } from '#workers/catalogue.gen.ts'
import { handle, json } from '../../../handle.ts'

const isOwn = (queue: string): boolean => catalogue.has(queue)

/** Ends a job that waits, or asks the worker of a running one to end it. */
export const POST = handle<{ id: string }>(
  'job.cancel',
  async (_request, services, { id }, { principal, note }) => {
    const cancelled = await cancelJob(services, { id, by: principal.id, isOwn })
    note({ after: cancelled.state })
    return json(cancelled, { status: 202 })
  },
  { audit: 'job.cancel' },
)
