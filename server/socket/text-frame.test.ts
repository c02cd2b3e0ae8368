import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { textFrame } from './text-frame.ts'

test.each([0, 125, 126, 65_535, 65_536, 200_000])(
  'a message of %d characters arrives as it was sent',
  async (length) => {
    const http = createServer()
    const server = new WebSocketServer({ server: http, perMessageDeflate: false })
    const text = 'é'.repeat(length % 2) + 'x'.repeat(Math.max(0, length - 2 * (length % 2)))
    server.on('connection', (_connection, request) =>
      request.socket.write(textFrame(Buffer.from(text.slice(0, 7)), Buffer.from(text.slice(7)))),
    )
    await once(http.listen(0, '127.0.0.1'), 'listening')
    const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`)
    try {
      const [data, isBinary] = await once(client, 'message')
      expect(isBinary).toBe(false)
      expect(String(data)).toBe(text)
    } finally {
      client.terminate()
      server.close()
      http.close()
    }
  },
)
