import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import type { Principal } from '#core/principal.ts'
import type { ClientToServerEvents, ServerToClientEvents, WatchAck } from '#core/protocol.ts'
import { createJobLinks } from '#server/auth/job-links.ts'
import type { Freshness } from '#server/liveness/freshness.ts'
import { createOpsFeed } from '#server/ops/ops-feed.ts'
import { createQueueLook } from '#server/ops/queue-look.ts'
import { createScheduleFeed } from '#server/schedules/schedule-feed.ts'
import { createScheduleStore } from '#server/schedules/schedule-store.ts'
import { createSocketServer } from '#server/socket/socket-server.ts'
import { startPipeline } from './start-pipeline.ts'
import { admin, testKeys } from './test-ownership.ts'
import { quietLog } from './test-redis.ts'

export const worker = { name: 'host:1', host: 'host', pid: 1, startedAt: 5, types: ['mail'], jobs: [], seenAt: 7 }
interface Rights {
  isAllowed?(): boolean
  authenticate?(request: IncomingMessage): Principal | undefined
  maxPerSender?: number
  freshness?: Pick<Freshness, 'trouble' | 'onChange'>
}

/** A pipeline with a socket server, and clients for it; closed when the test ends. */
export async function startSockets(rights: Rights = {}) {
  const { isAllowed = () => true, authenticate = () => admin, maxPerSender, freshness } = rights
  const pipeline = await startPipeline(['mail'])
  const { reader, tail, commands, prefix } = pipeline
  const jobLinks = createJobLinks(testKeys, commands, prefix)
  const often = { log: quietLog, everyMs: 10 }
  const look = createQueueLook(commands, prefix)
  const ops = createOpsFeed({ look, queues: ['mail'], workers: () => [worker], lostWorkers: () => [], tail, ...often })
  onTestFinished(() => ops.close())
  const schedules = createScheduleFeed({ schedules: createScheduleStore(commands, prefix), reader, ...often })
  onTestFinished(() => schedules.close())
  const http = createServer()
  const sockets = createSocketServer({
    ...{ http, bridge: pipeline.bridge, ops, schedules, isAllowed, workers: () => 3, log: quietLog },
    authenticate: async (request) => authenticate(request),
    holderOf: (token) => jobLinks.holderOf(token),
    maxPerSender,
    freshness,
    recheckMs: 20,
    stuckMs: 200,
  })
  await once(http.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => sockets.close())
  const { port } = http.address() as AddressInfo
  const connect = async (options: object = {}) => {
    const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(`http://127.0.0.1:${port}`, {
      transports: ['websocket'],
      reconnection: false,
      ...options,
    })
    onTestFinished(() => void socket.close())
    return socket
  }
  const connections = promisify(http.getConnections.bind(http))
  return { ...pipeline, jobLinks, connect, connections }
}

/** Asks for a watch. What a hostile client sends need not be of the declared type. */
export const watchOn = (
  socket: Socket<ServerToClientEvents, ClientToServerEvents>,
  request: unknown,
): Promise<WatchAck> => new Promise((resolve) => (socket as Socket).emit('watch', request, resolve))
