import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { QueueEvents } from 'bullmq'
import { Redis } from 'ioredis'
import { Server } from 'socket.io'
import { Bridge } from '#server/bridge/bridge.ts'
import { createLog } from '#server/log.ts'
import { createOpsFeed } from '#server/ops/ops-feed.ts'
import { createJobReader } from '#server/reader/job-reader.ts'
import { connectRedis, redisReady } from '#server/redis.ts'
import { createSocketServer } from '#server/socket/socket-server.ts'
import { createRedisTail } from '#server/tail/redis-tail.ts'

/** The server under test: Waybill's own path from Redis to the socket, or the recipe most examples show. */
const [mode, prefix = 'bull'] = process.argv.slice(2)
const url = process.env.REDIS_URL ?? ''
const http = createServer()

if (mode === 'waybill') {
  const log = createLog('bench', 'warn')
  const commands = connectRedis(url, 'commands', log)
  await redisReady(commands)
  const queues = ['bench']
  const reader = createJobReader(commands, prefix)
  const bridge = new Bridge({ reader, queues, log })
  const blocking = connectRedis(url, 'blocking', log)
  const tail = createRedisTail({ blocking, commands, prefix, queues, log })
  await tail.start(bridge)
  const ops = createOpsFeed({ reader, queues, workers: () => undefined, tail, log })
  const open = { isAllowed: () => true, mayWatch: async () => true }
  createSocketServer({ http, bridge, ops, ...open, workers: () => undefined, log })
} else {
  const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false })
  const connection = new Redis(url, { maxRetriesPerRequest: null })
  const events = new QueueEvents('bench', { connection, prefix })
  events.on('progress', ({ jobId, data }, id) => io.emit('progress', { jobId, data, id }))
  await events.waitUntilReady()
}

let start = process.cpuUsage()
process.on('message', (what) => {
  if (what === 'start') start = process.cpuUsage()
  const { user, system } = process.cpuUsage(start)
  process.send?.({ cpuSeconds: (user + system) / 1e6, rss: process.memoryUsage.rss() })
})
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port }))
