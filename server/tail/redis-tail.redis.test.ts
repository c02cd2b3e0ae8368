import { expect, onTestFinished, test } from 'vitest'
import { queueKey } from '#server/queues.ts'
import { quietLog, testConnection, testPrefix } from '#server/testing/test-redis.ts'
import type { TailListener } from './event-tail.ts'
import { createRedisTail } from './redis-tail.ts'

/** Follows one stream and remembers everything it is told. */
async function follow(queues: readonly string[] = ['mail']) {
  const commands = await testConnection()
  const blocking = await testConnection('blocking')
  const prefix = testPrefix(commands)
  const heard = {
    ids: [] as string[],
    fields: [] as object[],
    lost: [] as (number | undefined)[],
    epochs: [] as string[],
  }
  const waiting = new Set<() => void>()
  const told = async () => {
    for (const wake of waiting) wake()
  }
  const listener: TailListener = {
    batches(batches) {
      for (const { queue, entries } of batches) {
        heard.ids.push(...entries.map((entry) => `${queue} ${entry.id}`))
        heard.fields.push(...entries.map((entry) => ({ ...entry.fields })))
      }
      return told()
    },
    lost(_queue, count) {
      heard.lost.push(count)
      return told()
    },
    epoch(epoch) {
      heard.epochs.push(epoch)
      return told()
    },
  }
  const tail = createRedisTail({ blocking, commands, prefix, queues, log: quietLog })
  onTestFinished(() => tail.close())
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        if (!condition()) return
        waiting.delete(wake)
        resolve()
      }
      waiting.add(wake)
      wake()
    })
  const key = (queue: string) => queueKey(prefix, queue, 'events')
  const add = async (queue: string, ...fields: string[]) =>
    `${queue} ${await commands.xadd(key(queue), '*', ...fields)}`
  return { tail, listener, heard, until, add, commands, blocking, key }
}

test('events of all queues arrive once and in order, and a queue without events yet is no error', async () => {
  const { tail, listener, heard, until, add } = await follow(['mail', 'images', 'unused'])
  await tail.start(listener)
  const written: string[] = []
  for (let i = 0; i < 50; i += 1)
    written.push(await add(i % 2 ? 'mail' : 'images', 'event', 'waiting', 'jobId', String(i)))
  await until(() => heard.ids.length === written.length)
  for (const queue of ['mail', 'images']) {
    const of = (ids: string[]) => ids.filter((id) => id.startsWith(queue))
    expect(of(heard.ids)).toEqual(of(written))
  }
})

test('more events than one read takes all arrive', async () => {
  const { tail, listener, heard, until, commands, key } = await follow()
  await tail.start(listener)
  const pipeline = commands.pipeline()
  for (let i = 0; i < 1_700; i += 1) pipeline.xadd(key('mail'), '*', 'event', 'progress', 'jobId', String(i))
  await pipeline.exec()
  await until(() => heard.ids.length === 1_700)
  expect(heard.lost).toEqual([])
})

test('[G8] events that were trimmed unread are counted, and what is left still arrives', async () => {
  const { tail, listener, heard, until, add, commands, blocking, key } = await follow()
  await add('mail', 'event', 'waiting', 'jobId', 'before')
  await tail.start(listener)
  // One transaction: the tail wakes only after everything but the last three is gone.
  const transaction = commands.multi()
  for (let i = 0; i < 20; i += 1) transaction.xadd(key('mail'), '*', 'event', 'waiting', 'jobId', String(i))
  transaction.xtrim(key('mail'), 'MAXLEN', 3)
  await transaction.exec()
  await until(() => heard.ids.length === 3)
  expect(heard.lost).toEqual([17])
  expect(blocking.status).toBe('ready')
})

test('a cut connection loses nothing and repeats nothing', async () => {
  const { tail, listener, heard, until, add, commands, blocking } = await follow()
  await tail.start(listener)
  const first = await add('mail', 'event', 'waiting', 'jobId', '1')
  await until(() => heard.ids.length === 1)
  await commands.client('KILL', 'ID', await blocking.client('ID'))
  const rest = [
    await add('mail', 'event', 'active', 'jobId', '1'),
    await add('mail', 'event', 'completed', 'jobId', '1'),
  ]
  await until(() => heard.ids.length === 3)
  expect(heard.ids).toEqual([first, ...rest])
  expect(heard.epochs).toHaveLength(1)
})

test('[G8] a stream that starts anew is a new epoch: a cursor from the future waits for nothing', async () => {
  const { tail, listener, heard, until, add, commands, key } = await follow()
  await commands.xadd(key('mail'), '99999999999999-1', 'event', 'waiting', 'jobId', '1')
  await tail.start(listener)
  await commands.del(key('mail'))
  await add('mail', 'event', 'waiting', 'jobId', '2')
  await until(() => heard.epochs.length === 2)
  const next = await add('mail', 'event', 'active', 'jobId', '2')
  await until(() => heard.ids.includes(next))
})

test('[I10] an entry with odd fields arrives as it is, and so does the next', async () => {
  const { tail, listener, heard, until, add } = await follow()
  await tail.start(listener)
  await add('mail', '__proto__', 'x', 'event', 'constructor')
  await add('mail', 'event', 'waiting', 'jobId', '2')
  await until(() => heard.ids.length === 2)
  expect(heard.fields[1]).toEqual({ event: 'waiting', jobId: '2' })
})
