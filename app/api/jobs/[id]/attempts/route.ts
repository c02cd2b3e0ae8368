import { readAttempts } from '#server/reader/read-result.ts'
import { requireJob } from '#server/reader/require-job.ts'
import { handle, json } from '../../../handle.ts'
import { withIsoTimes } from '../../../rest-job.ts'

/** Every attempt that is kept, with the stacks of its errors. */
export const GET = handle<{ id: string }>('job.view', async (_request, services, { id }) => {
  const { address } = await requireJob(services, id)
  return json(withIsoTimes({ attempts: await readAttempts(services, address) }))
})
