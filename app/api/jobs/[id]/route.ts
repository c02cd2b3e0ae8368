import { removeJob } from '#server/commands/remove-job.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { handle, json } from '../../handle.ts'
import { restJob } from '../../rest-job.ts'

/** One job. */
export const GET = handle<{ id: string }>('job.view', async (_request, services, { id }) => {
  const { job } = await requireJob(services, id)
  return json(restJob(job))
})

/** Removes a job that does not run. */
export const DELETE = handle<{ id: string }>(
  'job.remove',
  async (_request, services, { id }) => {
    await removeJob(services, id)
    return new Response(null, { status: 204 })
  },
  { audit: 'job.remove' },
)
