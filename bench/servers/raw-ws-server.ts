import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import { WebSocketServer } from 'ws'
import { textFrame } from '#server/socket/text-frame.ts'
import { followQueues } from './follow-queues.ts'
import { serveAndAnswer } from './serve-and-answer.ts'

/**
 * The least that can be done: the batches of Waybill's bridge, each made one WebSocket frame and written to every connection as it
 * is. No acknowledgements, nothing to come back to, no care for who does not keep up.
 * `raw-ws-server <prefix> <queue>`; a connection to `/` gets the board, one to `/<job id>` that job.
 */
const [prefix = '', queue = ''] = process.argv.slice(2)
const http = createServer()
const { bridge } = await followQueues(prefix, [queue])
const audiences = new Map<string, Set<Socket>>()

new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', async (connection, request) => {
  const path = decodeURIComponent(request.url ?? '/').slice(1)
  const audience = audiences.get(path) ?? (await open(path))
  audience.add(request.socket)
  connection.on('close', () => audience.delete(request.socket))
  connection.send('watching')
})

async function open(path: string): Promise<Set<Socket>> {
  const audience = new Set<Socket>()
  audiences.set(path, audience)
  const view = path ? ({ kind: 'job', id: path } as const) : ({ kind: 'board', perState: 50 } as const)
  await bridge.open(view, {
    changes: (batch) => {
      const frame = textFrame(Buffer.from(JSON.stringify(batch)))
      for (const socket of audience) socket.write(frame)
    },
    reset: (reason) => {
      throw new Error(`The view had to start anew (${reason}), so nothing was measured.`)
    },
  })
  return audience
}

await serveAndAnswer(http)
