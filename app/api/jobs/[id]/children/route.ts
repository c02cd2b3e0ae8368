import { showsJobsOf } from '#server/auth/job-rights.ts'
import { readChildrenPage } from '#server/flows/children-page.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { handle, json } from '../../../handle.ts'
import { withIsoTimes } from '../../../rest-job.ts'
import { childrenQuery } from './children-query.ts'

/** Some of the jobs this one waits for, or waited for. */
export const GET = handle<{ id: string }>('job.view', async (request, services, { id }, { principal }) => {
  const query = childrenQuery(new URL(request.url).searchParams)
  const { address } = await requireJob(services, id)
  return json(withIsoTimes(await readChildrenPage(services, address, { ...query, shows: showsJobsOf(principal) })))
})
