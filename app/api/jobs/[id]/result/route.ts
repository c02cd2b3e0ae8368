import { readResult } from '#server/reader/read-result.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { handle } from '../../../handle.ts'

/** The JSON a job returned. */
export const GET = handle<{ id: string }>('job.result.view', async (_request, services, { id }) => {
  const { job, address } = await requireJob(services, id)
  const result = await readResult(services, job, address)
  return new Response(result, { headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' } })
})
