import { handle, json, requireJob } from '../../handle.ts'
import { restJob } from '../../rest-job.ts'

/** One job. */
export const GET = handle<{ id: string }>(async (_request, { reader }, { id }) => {
  const { job } = await requireJob(reader, id)
  return json(restJob(job))
})
