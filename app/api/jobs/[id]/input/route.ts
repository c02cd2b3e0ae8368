import { readInput } from '#server/reader/read-result.ts'
import { handle, requireJob } from '../../../handle.ts'

/** What the job was given. */
export const GET = handle<{ id: string }>(async (_request, services, { id }) => {
  const { address } = await requireJob(services.reader, id)
  const input = await readInput(services, address)
  return new Response(`{"input":${input}}`, {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
})
