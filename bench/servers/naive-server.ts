import { createServer } from 'node:http'
import { QueueEvents } from 'bullmq'
import { Redis } from 'ioredis'
import { Server } from 'socket.io'
import { serveAndAnswer } from './serve-and-answer.ts'

/**
 * The recipe most examples show: one `emit` for each event of `QueueEvents`, to everybody, or with `job` to the room of its job.
 * `naive-server <prefix> <queue> board|job`.
 */
const [prefix = '', queue = '', watching] = process.argv.slice(2)
const http = createServer()
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false })
if (watching === 'job') {
  io.on('connection', (socket) => {
    socket.on('watch', async (job: string, ack: () => void) => {
      await socket.join(job)
      ack()
    })
  })
}
const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null })
const events = new QueueEvents(queue, { connection, prefix })
events.on('progress', ({ jobId, data }, version) => {
  const audience = watching === 'job' ? io.to(jobId) : io
  audience.emit('progress', { jobId, data, version })
})
await events.waitUntilReady()
await serveAndAnswer(http)
