import { createServer } from 'node:http'
import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { ExpressAdapter } from '@bull-board/express'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { serveAndAnswer } from '../servers/serve-and-answer.ts'

/** Bull Board as its guide sets it up, with its own settings: `bull-board-server <prefix> <queues>`. */
const [prefix = '', queues = ''] = process.argv.slice(2)
const connection = new Redis(process.env.REDIS_URL ?? '', { maxRetriesPerRequest: null })
const serverAdapter = new ExpressAdapter()
createBullBoard({
  queues: queues.split(',').map((name) => new BullMQAdapter(new Queue(name, { connection, prefix }))),
  serverAdapter,
})
await serveAndAnswer(createServer(serverAdapter.getRouter()))
