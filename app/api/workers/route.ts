import { seenWorker } from '#server/liveness/liveness.ts'
import { handle, json } from '../handle.ts'
import { restWorker } from '../rest-ops.ts'

/** The workers that are alive, and those that fell silent within the last day. */
export const GET = handle('ops.view', async (_request, { workers }) => {
  const { online, lost } = await workers.census()
  const shown = (heard: typeof online) => heard.map((worker) => restWorker(seenWorker(worker)))
  return json({ workers: shown(online), lost: shown(lost) })
})
