import { pauseQueue } from '#server/commands/pause-queue.ts'
import { handle, json } from '../../../handle.ts'
import { restQueue } from '../../../rest-ops.ts'
import { requireQueue } from '../../require-queue.ts'

/** Pauses a queue, and answers how it is now. */
export const POST = handle<{ queue: string }>(
  'queue.pause',
  async (_request, services, params) => {
    const name = requireQueue(services.queueNames, params.queue)
    await pauseQueue(services, name)
    return json(restQueue({ name, ...(await services.lookAtQueue(name)) }))
  },
  { audit: 'queue.pause' },
)
