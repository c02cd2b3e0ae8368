import { expect, onTestFinished, test } from 'vitest'
import { queueKey } from '#server/queues.ts'
import { recordTail, untilCaughtUp } from '#server/testing/record-tail.ts'
import { quietLog, testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { createRedisTail } from './redis-tail.ts'

/** Follows some streams and remembers everything it is told. */
async function follow(queues: readonly string[] = ['mail']) {
  const commands = await testConnection()
  const blocking = await testConnection('blocking')
  const prefix = testPrefix(commands)
  const tail = createRedisTail({ blocking, commands, prefix, queues, log: quietLog })
  onTestFinished(() => tail.close())
  const key = (queue: string) => queueKey(prefix, queue, 'events')
  const write = async (queue: string, ...fields: string[]) =>
    `${queue} ${await commands.xadd(key(queue), '*', ...fields)}`
  return { tail, ...recordTail(), write, commands, blocking, key }
}

test('events of all queues arrive once and in order, and a queue without events yet is no error', async () => {
  const { tail, listener, heard, until, write } = await follow(['mail', 'images', 'unused'])
  await tail.start(listener)
  const written: string[] = []
  for (let i = 0; i < 50; i += 1)
    written.push(await write(i % 2 ? 'mail' : 'images', 'event', 'waiting', 'jobId', String(i)))
  await until(() => heard.ids.length === written.length)
  for (const queue of ['mail', 'images']) {
    const of = (ids: string[]) => ids.filter((id) => id.startsWith(queue))
    expect(of(heard.ids)).toEqual(of(written))
  }
})

test('more events than one read takes all arrive, and another queue does not wait for them', async () => {
  const { tail, listener, heard, until, write, commands, key } = await follow(['flood', 'mail'])
  await tail.start(listener)
  const transaction = commands.multi()
  for (let i = 0; i < 20_000; i += 1) transaction.xadd(key('flood'), '*', 'event', 'progress', 'data', '1')
  await transaction.exec()
  const mail = await write('mail', 'event', 'waiting', 'jobId', '1')
  await until(() => heard.ids.includes(mail))
  expect(heard.ids.length).toBeLessThan(20_001)
  await until(() => heard.ids.length === 20_001)
  expect(heard.ids.filter((id) => id.startsWith('flood'))).toEqual([...new Set(heard.ids)].filter((id) => id !== mail))
  expect(heard.lost).toEqual([])
})

test('[G8] events that were trimmed unread are counted, and what is left still arrives', async () => {
  const { tail, listener, heard, until, write, commands, blocking, key } = await follow()
  await write('mail', 'event', 'waiting', 'jobId', 'before')
  await tail.start(listener)
  // One transaction: the tail wakes only after everything but the last three is gone.
  const transaction = commands.multi()
  for (let i = 0; i < 20; i += 1) transaction.xadd(key('mail'), '*', 'event', 'waiting', 'jobId', String(i))
  transaction.xtrim(key('mail'), 'MAXLEN', 3)
  await transaction.exec()
  await until(() => heard.ids.length === 3)
  expect(heard.lost).toEqual([{ queue: 'mail', count: 17 }])
  expect(blocking.status).toBe('ready')
})

test('a cut connection loses nothing and repeats nothing', async () => {
  const { tail, listener, heard, until, write, commands, blocking } = await follow()
  await tail.start(listener)
  const first = await write('mail', 'event', 'waiting', 'jobId', '1')
  await until(() => heard.ids.length === 1)
  await commands.client('KILL', 'ID', await blocking.client('ID'))
  const rest = [
    await write('mail', 'event', 'active', 'jobId', '1'),
    await write('mail', 'event', 'completed', 'jobId', '1'),
  ]
  await until(() => heard.ids.length === 3)
  expect(heard.ids).toEqual([first, ...rest])
  expect(heard.epochs).toHaveLength(1)
})

test('[G8] a stream that starts anew harms only its queue: a cursor from the future waits for nothing', async () => {
  const { tail, listener, heard, until, write, commands, key } = await follow(['mail', 'images'])
  await commands.xadd(key('mail'), '99999999999999-1', 'event', 'waiting', 'jobId', '1')
  await tail.start(listener)
  await commands.del(key('mail'))
  const anew = await write('mail', 'event', 'waiting', 'jobId', '2')
  await until(() => heard.lost.length === 1)
  expect(heard.lost).toEqual([{ queue: 'mail', from: anew.split(' ')[1] }])
  const next = await write('mail', 'event', 'active', 'jobId', '2')
  await until(() => heard.ids.includes(next))
  expect(heard.epochs).toHaveLength(1)
})

test('[I10] an entry with odd fields arrives as it is, and so does the next', async () => {
  const { tail, listener, heard, until, write } = await follow()
  await tail.start(listener)
  await write('mail', '__proto__', 'x', 'event', 'constructor')
  await write('mail', 'event', 'waiting', 'jobId', '2')
  await until(() => heard.ids.length === 2)
  expect(heard.fields[1]).toEqual({ event: 'waiting', jobId: '2' })
})

test('a queue that is added while the tail waits is heard at once, one that is removed no more', async () => {
  const { tail, listener, heard, until, write } = await follow([])
  await tail.start(listener)
  await untilCaughtUp(tail)
  await write('mail', 'event', 'waiting', 'jobId', 'before')
  for (const queue of ['images', 'mail', 'images']) expect(await tail.add(queue)).toMatch(/^\d+-\d+$/)
  const written = performance.now()
  const first = await write('mail', 'event', 'active', 'jobId', '1')
  await until(() => heard.ids.length === 1)
  expect(performance.now() - written).toBeLessThan(1_000)
  expect(heard.ids).toEqual([first])
  await tail.remove('mail')
  await write('mail', 'event', 'completed', 'jobId', '1')
  const other = await write('images', 'event', 'waiting', 'jobId', '2')
  await until(() => heard.ids.includes(other))
  expect(heard.ids).toEqual([first, other])
})

test('the tail is caught up once all was read, and not while its connection is away', async () => {
  const { tail, listener, heard, until, write, commands, blocking } = await follow()
  const connection = await blocking.client('ID')
  expect(tail.caughtUp).toBe(false)
  await tail.start(listener)
  await write('mail', 'event', 'waiting', 'jobId', '1')
  await until(() => heard.ids.length === 1)
  await untilCaughtUp(tail)
  const closed = new Promise<boolean>((resolve) => blocking.once('close', () => resolve(tail.caughtUp)))
  await commands.client('KILL', 'ID', connection)
  expect(await closed).toBe(false)
  await write('mail', 'event', 'active', 'jobId', '1')
  await until(() => heard.ids.length === 2)
})
