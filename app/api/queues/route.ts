import { handle, json } from '../handle.ts'
import { restQueue } from '../rest-ops.ts'

/** Every watched queue as it is now. */
export const GET = handle('ops.view', async (_request, { queueNames, lookAtQueue }) => {
  const queues = await Promise.all(queueNames.map(async (name) => ({ name, ...(await lookAtQueue(name)) })))
  return json({ queues: queues.map(restQueue) })
})
