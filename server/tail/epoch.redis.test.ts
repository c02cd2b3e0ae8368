import { expect, onTestFinished, test } from 'vitest'
import { queueKey } from '#server/queues.ts'
import { recordTail, untilCaughtUp } from '#server/testing/record-tail.ts'
import { startRedis } from '#server/testing/start-redis.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { createRedisTail } from './redis-tail.ts'

/** Follows one stream of a redis-server that only this test uses. */
async function follow(settings: readonly string[] = []) {
  const redis = await startRedis(['--repl-diskless-sync-delay', '0', ...settings])
  const commands = await redis.connect()
  const tail = createRedisTail({
    blocking: await redis.connect('blocking'),
    commands,
    prefix: 'test',
    queues: ['mail', 'images'],
    log: quietLog,
    lookMs: 500,
  })
  onTestFinished(() => tail.close())
  const writer = await redis.connect('worker')
  const key = queueKey('test', 'mail', 'events')
  const write = async (count = 1) => {
    const pipeline = writer.pipeline()
    for (let i = 0; i < count; i += 1) pipeline.xadd(key, '*', 'event', 'waiting', 'jobId', String(i))
    const ids = (await pipeline.exec())?.map(([, id]) => `mail ${id}`) ?? []
    return ids.at(-1) ?? ''
  }
  const told = recordTail()
  await tail.start(told.listener)
  await untilCaughtUp(tail)
  /** The epochs told so far, each once. */
  const epochs = () => [...new Set(told.heard.epochs.map(({ epoch }) => epoch))]
  return { redis, tail, ...told, write, writer, key, epochs }
}

test('[G8] a flush is another epoch, also when nothing was ever written', async () => {
  const { heard, until, write, writer, epochs } = await follow()
  await writer.flushall()
  await until(() => epochs().length === 2)
  expect(heard.epochs.at(-1)?.positions).toEqual({ mail: '0-0', images: '0-0' })
  const next = await write()
  await until(() => heard.ids.includes(next))
})

test('[G8] a flush followed by more events than before is another epoch', async () => {
  const { heard, until, write, writer, epochs } = await follow()
  const before = await write(5)
  await until(() => heard.ids.includes(before))
  await writer.flushall()
  await write(20)
  await until(() => epochs().length === 2)
  const next = await write()
  await until(() => heard.ids.includes(next))
})

test('[G8] a restart without persistence is another epoch, and events flow again', async () => {
  const { redis, tail, heard, until, write, epochs } = await follow()
  const before = await write(5)
  await until(() => heard.ids.includes(before))
  await redis.kill()
  await untilCaughtUp(tail, false)
  await redis.start()
  await until(() => epochs().length === 2)
  await untilCaughtUp(tail)
  const next = await write()
  await until(() => heard.ids.includes(next))
  const [first, second] = epochs().map((epoch) => epoch.split('.')[0])
  expect(second).not.toBe(first)
})

test('[G8] a restart that kept the data is another epoch of the same data, read on from its end', async () => {
  const { redis, heard, until, write, epochs } = await follow(['--appendonly', 'yes', '--appendfsync', 'always'])
  const before = await write(5)
  await until(() => heard.ids.includes(before))
  await redis.kill()
  await redis.start()
  await until(() => epochs().length === 2)
  expect(heard.epochs.at(-1)?.positions.mail).toBe(before.split(' ')[1])
  const [first, second] = epochs().map((epoch) => epoch.split('.')[0])
  expect(second).toBe(first)
  const next = await write()
  await until(() => heard.ids.includes(next))
})

test('[G8] data that is written out and loaded again is the same: nothing is lost, nothing starts anew', async () => {
  const { heard, until, write, writer } = await follow(['--enable-debug-command', 'local'])
  await write(5)
  await writer.debug('RELOAD')
  const next = await write()
  await until(() => heard.ids.includes(next))
  expect(heard.ids).toHaveLength(6)
  expect(heard.lost).toEqual([])
  expect(heard.epochs).toHaveLength(1)
})

test('[G8] an older dump in place of the data is a break, however many events follow it', async () => {
  const { heard, until, write, writer } = await follow(['--enable-debug-command', 'local'])
  await write(5)
  await writer.save()
  const gone = await write(10)
  await until(() => heard.ids.includes(gone))
  await writer.debug('RELOAD', 'NOSAVE')
  await write(700)
  await until(() => heard.lost.length > 0)
  expect(heard.lost[0]).toMatchObject({ queue: 'mail', from: expect.any(String) })
  const next = await write()
  await until(() => heard.ids.includes(next))
})

test('[G8] a failover is another epoch: the replica that takes over has the data, but is another Redis', async () => {
  const { redis, heard, until, write, writer, epochs } = await follow()
  const replica = await startRedis(['--replicaof', `127.0.0.1 ${redis.port}`])
  const there = await replica.connect('worker')
  while (!(await there.info('replication')).includes('master_link_status:up')) await there.ping()
  const tail = createRedisTail({
    blocking: await replica.connect('blocking'),
    commands: await replica.connect(),
    prefix: 'test',
    queues: ['mail'],
    log: quietLog,
  })
  onTestFinished(() => tail.close())
  const second = recordTail()
  // A replica may only be read: following it must not need a write.
  await tail.start(second.listener)
  const event = await write()
  await Promise.all([until(() => heard.ids.includes(event)), second.until(() => second.heard.ids.includes(event))])
  const [dataset, run] = epochs()[0]?.split('.') ?? []
  const [sameDataset, otherRun] = second.heard.epochs[0]?.epoch.split('.') ?? []
  expect(sameDataset).toBe(dataset)
  expect(otherRun).not.toBe(run)
  await there.replicaof('NO', 'ONE')
  const id = await there.xadd(queueKey('test', 'mail', 'events'), '*', 'event', 'active')
  await second.until(() => second.heard.ids.includes(`mail ${id}`))
  expect(second.heard.lost).toEqual([])
  await writer.ping()
})

test('[G9] a Redis that stops answering without a word is noticed; afterwards nothing is lost', async () => {
  const { redis, tail, heard, until, write, epochs } = await follow()
  const before = await write(5)
  await until(() => heard.ids.includes(before))
  redis.pause()
  await untilCaughtUp(tail, false)
  redis.resume()
  const next = await write()
  await until(() => heard.ids.includes(next))
  await untilCaughtUp(tail)
  expect(heard.ids).toHaveLength(6)
  expect(heard.lost).toEqual([])
  expect(epochs()).toHaveLength(1)
})

test('[G8] an obliterated queue starts anew and no other does', async () => {
  const { heard, until, write, writer, key } = await follow()
  const before = await write(5)
  await until(() => heard.ids.includes(before))
  await writer.del(key)
  await until(() => heard.lost.length === 1)
  expect(heard.lost).toEqual([{ queue: 'mail', from: '0-0' }])
  const next = await write()
  await until(() => heard.ids.includes(next))
  expect(heard.epochs).toHaveLength(1)
})
