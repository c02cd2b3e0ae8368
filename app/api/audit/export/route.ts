import { handle } from '../../handle.ts'

/** The whole audit log: one entry a line, oldest first, with the hashes it can be checked by. */
export const GET = handle(
  'audit.view',
  async (_request, { audit }) => {
    const headers = {
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Content-Disposition': 'attachment; filename="waybill-audit.jsonl"',
      'Cache-Control': 'no-store',
    }
    return new Response(bytesOf(audit.lines()), { headers })
  },
  { audit: 'audit.export' },
)

/** What goes wrong on the way breaks the answer off, so that nobody takes a part of it for whole. */
function bytesOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
