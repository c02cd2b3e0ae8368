import { sharedJob } from '#core/shared-job.ts'
import { removeJob } from '#server/commands/remove-job.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { handle, json } from '../../handle.ts'
import { restJob, withIsoTimes } from '../../rest-job.ts'
import { linkFacts } from './link-facts.ts'

/** One job. By a link less of it, and what the link is. */
export const GET = handle<{ id: string }>('job.follow', async (_request, services, { id }, { principal }) => {
  const { job } = await requireJob(services, id)
  if (!('link' in principal)) return json(restJob(job))
  const { link } = principal
  return json(withIsoTimes({ ...sharedJob(job, link.scope), link: linkFacts(link, job.type) }))
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
