import { expect, onTestFinished, test } from 'vitest'
import { createLog } from '#server/log.ts'
import { queueKey } from '#server/queues.ts'
import { recordTail } from '#server/testing/record-tail.ts'
import { startRedis } from '#server/testing/start-redis.ts'
import { createRedisTail } from './redis-tail.ts'

async function follow(queues: readonly string[]) {
  const redis = await startRedis()
  const commands = await redis.connect()
  const blocking = await redis.connect('blocking')
  const said: { level: string; queue?: string }[] = []
  const note = (level: string) => (fields: object) => void said.push({ level, ...fields })
  const log = { ...createLog('test', 'silent'), debug: note('debug'), info: note('info'), warn: note('warn') }
  const tail = createRedisTail({ blocking, commands, prefix: 'test', queues, log })
  onTestFinished(() => tail.close())
  const key = (queue: string) => queueKey('test', queue, 'events')
  const write = async (queue: string) => `${queue} ${await commands.xadd(key(queue), '*', 'event', 'waiting')}`
  return { tail, ...recordTail(), write, commands, key, said }
}

test('[I10] [G12] a key that is no stream harms only its own queue, is reported once, and comes back by itself', async () => {
  const { tail, listener, heard, until, write, commands, key, said } = await follow(['mail', 'images'])
  await tail.start(listener)
  await write('mail')
  await until(() => heard.ids.length === 1)
  await commands.set(key('mail'), 'not a stream')
  const others: string[] = []
  for (let i = 0; i < 50; i += 1) {
    const other = await write('images')
    others.push(other)
    await until(() => heard.ids.includes(other))
  }
  // Only the first read of all failed; the others went on without the broken one.
  expect(await commands.info('commandstats')).toMatch(/^cmdstat_xread:.*failed_calls=[01]\b/m)
  expect([...tail.trouble.brokenQueues]).toEqual([['mail', expect.stringContaining('WRONGTYPE')]])
  expect(said.filter(({ level }) => level === 'warn')).toEqual([
    { level: 'warn', queue: 'mail', key: key('mail'), why: expect.any(String) },
  ])

  await commands.del(key('mail'))
  await until(() => heard.lost.length === 1)
  const back = await write('mail')
  await until(() => heard.ids.includes(back))
  expect(heard.lost).toEqual([{ queue: 'mail', from: '0-0' }])
  expect(tail.trouble.brokenQueues.size).toBe(0)
  expect(heard.ids.filter((id) => id.startsWith('images'))).toEqual(others)
  expect(heard.epochs).toHaveLength(1)
})

test('[I10] a stream that was only moved out of the way and back has lost nothing', async () => {
  const { tail, listener, heard, until, write, commands, key } = await follow(['mail', 'images'])
  await tail.start(listener)
  const first = await write('mail')
  await until(() => heard.ids.length === 1)
  await commands.multi().rename(key('mail'), key('aside')).set(key('mail'), 'x').exec()
  await write('images')
  await expect.poll(() => tail.trouble.brokenQueues.size).toBe(1)
  await commands.rename(key('aside'), key('mail'))
  const second = await write('mail')
  await until(() => heard.ids.includes(second))
  expect(heard.ids.filter((id) => id.startsWith('mail'))).toEqual([first, second])
  expect(heard.lost).toEqual([])
})

test('[I10] a queue that is broken from the start keeps no other from starting', async () => {
  const { tail, listener, heard, until, write, commands, key } = await follow(['mail', 'images'])
  await commands.set(key('mail'), 'not a stream')
  await tail.start(listener)
  const other = await write('images')
  await until(() => heard.ids.includes(other))
  await commands.del(key('mail'))
  const back = await write('mail')
  await until(() => heard.ids.includes(back))
})
