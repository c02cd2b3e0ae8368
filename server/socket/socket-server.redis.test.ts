import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket as TcpSocket } from 'node:net'
import { promisify } from 'node:util'
import { io, type Socket } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import type { Changes, ClientToServerEvents, ServerToClientEvents, WatchAck } from '#core/protocol.ts'
import type { View } from '#core/view.ts'
import { createOpsFeed } from '#server/ops/ops-feed.ts'
import { createQueueLook } from '#server/ops/queue-look.ts'
import { createScheduleFeed } from '#server/schedules/schedule-feed.ts'
import { createScheduleStore } from '#server/schedules/schedule-store.ts'
import { startPipeline } from '#server/testing/start-pipeline.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { createSocketServer } from './socket-server.ts'

const worker = { name: 'host:1', host: 'host', pid: 1, startedAt: 5, types: ['mail'], jobs: [], seenAt: 7 }
const board = { kind: 'board', perState: 50 } as const

interface Rights {
  isAllowed?(): boolean
  mayWatch?(view: View): boolean
  maxPerKey?: number
}

async function start({ isAllowed = () => true, mayWatch = () => true, maxPerKey }: Rights = {}) {
  const pipeline = await startPipeline(['mail'])
  const { reader, tail, commands, prefix } = pipeline
  const often = { log: quietLog, everyMs: 10 }
  const look = createQueueLook(commands, prefix)
  const ops = createOpsFeed({ look, queues: ['mail'], workers: () => [worker], lostWorkers: () => [], tail, ...often })
  onTestFinished(() => ops.close())
  const schedules = createScheduleFeed({ schedules: createScheduleStore(commands, prefix), reader, ...often })
  onTestFinished(() => schedules.close())
  const http = createServer()
  const sockets = createSocketServer({
    ...{ http, bridge: pipeline.bridge, ops, schedules, isAllowed, workers: () => 3, log: quietLog },
    mayWatch: async (_request, view) => mayWatch(view),
    keyOf: () => 'somebody',
    maxPerKey,
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
  return { ...pipeline, connect, connections }
}

const watchOn = (socket: Socket<ServerToClientEvents, ClientToServerEvents>, request: unknown): Promise<WatchAck> =>
  // What a hostile client sends need not be of the declared type.
  new Promise((resolve) => (socket as Socket).emit('watch', request, resolve))

test('a watch is answered with a snapshot, then come changes with dense numbers', async () => {
  const { connect, queues } = await start()
  const socket = await connect()
  const seen: Changes[] = []
  const arrived = new Promise<void>((resolve) => {
    socket.on('changes', (changes) => {
      seen.push(changes)
      const ids = seen.flatMap(({ events }) => events.filter(({ type }) => type === 'submitted').map(({ id }) => id))
      if (ids.length === 3) resolve()
    })
  })
  const ack = await watchOn(socket, { watch: 'w1', view: board })
  expect(ack).toMatchObject({ ok: true, mode: 'snapshot', jobs: [], workers: 3 })
  for (const id of ['j_1', 'j_2', 'j_3']) await queues.get('mail').add('mail', {}, { jobId: id })
  await arrived
  expect(seen.map(({ n }) => n)).toEqual(seen.map((_, i) => i + 1))
})

test('a client without WebSocket is told the same', async () => {
  const { connect, queues } = await start()
  const [polling, socket] = [await connect({ transports: ['polling'] }), await connect()]
  const told = [polling, socket].map((each) => new Promise<Changes>((resolve) => void each.on('changes', resolve)))
  for (const each of [polling, socket]) await watchOn(each, { watch: 'é"1', view: board })
  await queues.get('mail').add('mail', {}, { jobId: 'j_1' })
  const [first, second] = await Promise.all(told)
  expect(first).toMatchObject({ watch: 'é"1', n: 1, events: [{ type: 'submitted', id: 'mail:j_1' }] })
  expect(second).toEqual(first)
})

test('a burst of progress of one job is a few messages, and the last one is right', async () => {
  const { connect, queues, commands, prefix } = await start()
  const job = await queues.get('mail').add('mail', {}, { jobId: 'j_1' })
  const socket = await connect()
  let messages = 0
  const last = new Promise<void>((resolve) => {
    socket.on('changes', ({ events }) => {
      messages += 1
      const end = events.some((event) => event.type === 'progressed' && event.progress.percent === 100)
      if (end) resolve()
    })
  })
  await watchOn(socket, { watch: 'w1', view: board })
  await commands.xadd(`${prefix}:mail:events`, '*', 'event', 'active', 'jobId', 'j_1', 'prev', 'waiting')
  for (let i = 0; i < 400; i += 1) await job.updateProgress(i / 4)
  await job.updateProgress(100)
  await last
  expect(messages).toBeLessThan(40)
})

test.each([
  ['nothing', undefined],
  ['a text', 'board'],
  ['an unknown view', { watch: 'w', view: { kind: 'everything' } }],
  ['an unknown field', { watch: 'w', view: board, extra: 1 }],
  ['too many ids', { watch: 'w', view: { kind: 'jobs', ids: Array.from({ length: 1_001 }, (_, i) => `mail:${i}`) } }],
  ['no name', { watch: '', view: board }],
])('%s is no watch, and is told so', async (_name, request) => {
  const { connect } = await start()
  expect(await watchOn(await connect(), request)).toMatchObject({ ok: false, code: 'bad_request' })
})

test.each([
  ['garbage', 'garbage'],
  ['a dollar', { epoch: 'x', streams: { mail: '$' } }],
  ['the future', { epoch: 'x', streams: { mail: '99999999999999-0' } }],
])('a cursor that is %s is answered with a snapshot', async (_name, cursor) => {
  const { connect } = await start()
  const ack = await watchOn(await connect(), { watch: 'w', view: board, cursor })
  expect(ack).toMatchObject({ ok: true, mode: 'snapshot' })
})

test('who may not connect does not', async () => {
  const { connect } = await start({ isAllowed: () => false })
  const socket = await connect()
  await new Promise<void>((resolve) => void socket.on('connect_error', () => resolve()))
  expect(socket.connected).toBe(false)
})

test('operators see queues and workers as they are, and then what changes', async () => {
  const { connect, queues, tail } = await start()
  await expect.poll(() => tail.caughtUp).toBe(true)
  const socket = await connect()
  const paused = new Promise<Changes>((resolve) => {
    socket.on('changes', (changes) => {
      if (changes.ops?.queues[0]?.paused) resolve(changes)
    })
  })
  const counts = { pending: 0, running: 0, success: 0, failure: 0 }
  const ops = { queues: [{ name: 'mail', counts, paused: false }], workers: [worker], caughtUp: true, badEntries: 0 }
  expect(await watchOn(socket, { watch: 'o', view: { kind: 'ops' } })).toMatchObject({
    ok: true,
    mode: 'snapshot',
    ops,
  })
  await queues.get('mail').add('mail', {})
  await queues.get('mail').pause()
  expect(await paused).toMatchObject({ watch: 'o', ops: { queues: [{ counts: { ...counts, pending: 1 } }] } })
})

test.each<[View, string]>([
  [board, 'forbidden'],
  [{ kind: 'ops' }, 'forbidden'],
  [{ kind: 'schedules' }, 'forbidden'],
  [{ kind: 'job', id: 'mail:j_1' }, 'unknown_job'],
  [{ kind: 'jobs', ids: ['mail:j_1'] }, 'unknown_job'],
])('[G10] nobody watches %j who may not', async (view, code) => {
  const { connect, queues } = await start({ mayWatch: () => false })
  await queues.get('mail').add('mail', {}, { jobId: 'j_1' })
  const ack = await watchOn(await connect(), { watch: 'w', view })
  expect(ack).toEqual({ ok: false, code, detail: expect.any(String) })
})

test('[G10] a right that is taken away ends the watches that are open, and nothing follows', async () => {
  const allowed = new Set<string>(['board', 'job'])
  const { connect, queues } = await start({ mayWatch: ({ kind }) => allowed.has(kind) })
  const socket = await connect()
  const heard: Changes[] = []
  const arrived = new Promise<void>((resolve) => {
    socket.on('changes', (changes) => {
      heard.push(changes)
      if (changes.watch === 'own') resolve()
    })
  })
  await watchOn(socket, { watch: 'all', view: board })
  await watchOn(socket, { watch: 'own', view: { kind: 'job', id: 'mail:j_1' } })
  const reset = new Promise((resolve) => void socket.on('reset', resolve))
  allowed.delete('board')
  expect(await reset).toEqual({ watch: 'all', reason: 'authz', afterMs: 0 })
  await queues.get('mail').add('mail', {}, { jobId: 'j_1' })
  await arrived
  expect(heard.map(({ watch }) => watch)).toEqual(['own'])
  expect(await watchOn(socket, { watch: 'again', view: board })).toMatchObject({ ok: false, code: 'forbidden' })
})

test('[G11] a client that stops reading is let go, and the others do not notice', async () => {
  const { connect, connections, commands, prefix, queues } = await start()
  await queues.get('mail').add('mail', {}, { jobId: 'j_1' })
  const [slow, quick] = [await connect(), await connect()]
  await Promise.all([slow, quick].map((socket) => watchOn(socket, { watch: 'w', view: board })))
  const tcp = (slow.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket
  const gone = new Promise<void>((resolve) => void slow.on('disconnect', () => resolve()))
  const after = new Promise<void>((resolve) => {
    quick.on('changes', ({ events }) => {
      if (events.some((event) => event.type === 'staged' && event.stage === 'the last')) resolve()
    })
  })
  tcp.pause()
  // Stages are transitions: none may be dropped, so what waits for the slow client grows until it is let go.
  const stages = Array.from({ length: 32 }, (_, i) => ({ stage: `${'x'.repeat(90)}${i}`, at: 1, attempt: 1 }))
  await commands.xadd(`${prefix}:mail:events`, '*', 'event', 'active', 'jobId', 'j_1', 'prev', 'waiting')
  const report = (stage: string) => JSON.stringify({ v: 1, attempt: 1, seq: 0, stage, percent: 1, stages })
  for (let i = 0; i < 6_000; i += 1) {
    const pipeline = commands.pipeline()
    for (let k = 0; k < 10; k += 1, i += 1) {
      pipeline.xadd(`${prefix}:mail:events`, '*', 'event', 'progress', 'jobId', 'j_1', 'data', report(`stage ${i}`))
    }
    await pipeline.exec()
  }
  await commands.xadd(`${prefix}:mail:events`, '*', 'event', 'progress', 'jobId', 'j_1', 'data', report('the last'))
  await after
  // The slow one cannot notice: it reads nothing. The server has let go of it.
  await expect.poll(connections, { timeout: 15_000 }).toBe(1)
  tcp.resume()
  await gone
  expect(quick.connected).toBe(true)
})

test('one connection too many closes the oldest of the same person', async () => {
  const { connect } = await start({ maxPerKey: 2 })
  const open = async () => {
    const socket = await connect()
    await new Promise<void>((resolve) => void socket.on('connect', resolve))
    return socket
  }
  const first = await open()
  const gone = new Promise<string>((resolve) => void first.on('disconnect', resolve))
  await open()
  expect(first.connected).toBe(true)
  await open()
  expect(await gone).toBe('io server disconnect')
})
