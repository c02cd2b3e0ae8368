import { logQuery } from '#server/logs/log-query.ts'
import { readLogPage } from '#server/logs/read-log-page.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { handle, json } from '../../../handle.ts'
import { withIsoTimes } from '../../../rest-job.ts'

/** What the job wrote in its log: the lines after a line, or the last ones. */
export const GET = handle<{ id: string }>('job.view', async (request, services, { id }) => {
  const query = logQuery(new URL(request.url).searchParams)
  const { address } = await requireJob(services, id)
  return json(withIsoTimes(await readLogPage(services.logs, address, query)))
})
