import { readInput } from '#server/reader/read-input.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { handle, json } from '../../../handle.ts'

/** What the job was given. */
export const GET = handle<{ id: string }>('job.input.view', async (_request, services, { id }) => {
  const { address } = await requireJob(services, id)
  return json(await readInput(services, address))
})
