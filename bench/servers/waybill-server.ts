import { createServer } from 'node:http'
import type { Principal } from '#core/principal.ts'
import { createSocketServer } from '#server/socket/socket-server.ts'
import { followQueues } from './follow-queues.ts'
import { serveAndAnswer } from './serve-and-answer.ts'

/** Waybill's own way from Redis to the socket, without the pages: `waybill-server <prefix> <queues> [port]`. */
const [prefix = '', queues = '', port = '0'] = process.argv.slice(2)
const http = createServer()
const { liveness, log, ...feeds } = await followQueues(prefix, queues.split(','))
const watcher: Principal = { id: 'bench', role: 'admin', mode: 'none' }
const rights = { isAllowed: () => true, authenticate: async () => watcher }
createSocketServer({ http, ...feeds, ...rights, workers: liveness.workersOnline, log })
await serveAndAnswer(http, Number(port))
