import type { Socket as TcpSocket } from 'node:net'
import { expect, test } from 'vitest'
import type { Changes, Mark, Trouble } from '#core/protocol.ts'
import { startSockets, watchOn, worker } from '#server/testing/start-sockets.ts'
import { admin } from '#server/testing/test-ownership.ts'

const board = { kind: 'board', perState: 50 } as const

test('a watch is answered with a snapshot, then come changes with dense numbers', async () => {
  const { connect, queues } = await startSockets()
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

test('that Redis is silent is told to everybody at once, to who comes later, and once more when it is over', async () => {
  let trouble: Trouble | undefined
  let changed = () => {}
  const { connect } = await startSockets({
    freshness: {
      trouble: () => trouble,
      onChange: (listener) => {
        changed = listener
        return () => {}
      },
    },
  })
  const socket = await connect()
  const marks: Mark[] = []
  socket.on('mark', (mark) => marks.push(mark))
  await watchOn(socket, { watch: 'w1', view: board })
  trouble = { reason: 'no-redis', since: 5 }
  changed()
  await expect.poll(() => marks.map((mark) => mark.trouble)).toEqual([{ reason: 'no-redis', since: 5 }])
  expect(await watchOn(await connect(), { watch: 'w1', view: board })).toMatchObject({ ok: true, trouble })
  trouble = undefined
  changed()
  await expect.poll(() => marks.map((mark) => mark.trouble?.reason)).toEqual(['no-redis', undefined])
})

test('a client without WebSocket is told the same', async () => {
  const { connect, queues } = await startSockets()
  const [polling, socket] = [await connect({ transports: ['polling'] }), await connect()]
  const told = [polling, socket].map((each) => new Promise<Changes>((resolve) => void each.on('changes', resolve)))
  for (const each of [polling, socket]) await watchOn(each, { watch: 'é"1', view: board })
  await queues.get('mail').add('mail', {}, { jobId: 'j_1' })
  const [first, second] = await Promise.all(told)
  expect(first).toMatchObject({ watch: 'é"1', n: 1, events: [{ type: 'submitted', id: 'mail:j_1' }] })
  expect(second).toEqual(first)
})

test('a burst of progress of one job is a few messages, and the last one is right', async () => {
  const { connect, queues, commands, prefix } = await startSockets()
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
  const { connect } = await startSockets()
  expect(await watchOn(await connect(), request)).toMatchObject({ ok: false, code: 'bad_request' })
})

test.each([
  ['garbage', 'garbage'],
  ['a dollar', { epoch: 'x', streams: { mail: '$' } }],
  ['the future', { epoch: 'x', streams: { mail: '99999999999999-0' } }],
])('a cursor that is %s is answered with a snapshot', async (_name, cursor) => {
  const { connect } = await startSockets()
  const ack = await watchOn(await connect(), { watch: 'w', view: board, cursor })
  expect(ack).toMatchObject({ ok: true, mode: 'snapshot' })
})

test('who may not connect does not', async () => {
  const { connect } = await startSockets({ isAllowed: () => false })
  const socket = await connect()
  await new Promise<void>((resolve) => void socket.on('connect_error', () => resolve()))
  expect(socket.connected).toBe(false)
})

test('operators see queues and workers as they are, and then what changes', async () => {
  const { connect, queues, tail } = await startSockets()
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

test('[G11] a client that stops reading is let go, and the others do not notice', async () => {
  const { connect, connections, commands, prefix, queues } = await startSockets()
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
  const { connect } = await startSockets({
    maxPerSender: 2,
    authenticate: ({ headers }) => ({ ...admin, id: String(headers['x-who']) }),
  })
  const open = async (who: string) => {
    const socket = await connect({ extraHeaders: { 'x-who': who } })
    await new Promise<void>((resolve) => void socket.on('connect', resolve))
    return socket
  }
  // Somebody else from the same address has their own, and would be the oldest of all.
  const others = await open('user:bob')
  const first = await open('user:ada')
  const gone = new Promise<string>((resolve) => void first.on('disconnect', resolve))
  await open('user:ada')
  expect(first.connected).toBe(true)
  await open('user:ada')
  expect(await gone).toBe('io server disconnect')
  expect(others.connected).toBe(true)
})
