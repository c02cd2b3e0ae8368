import type { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { queueKey } from '#server/queues.ts'
import { recordTail, untilCaughtUp } from '#server/testing/record-tail.ts'
import { startRedis } from '#server/testing/start-redis.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { createRedisTail } from './redis-tail.ts'

/** Cuts the connections of the tail, as a network would. */
async function cut(redis: Redis, purpose: 'commands' | 'blocking') {
  const clients = String(await redis.client('LIST')).split('\n')
  const ids = clients.flatMap((line) =>
    line.includes(`name=waybill:${purpose} `) ? (line.match(/id=(\d+)/)?.[1] ?? []) : [],
  )
  for (const id of ids) await redis.client('KILL', 'ID', id)
}

test('[G6] [G8] whatever is cut and trimmed meanwhile, every entry is delivered once or counted as lost', async () => {
  const redis = await startRedis()
  const queues = ['mail', 'images']
  const [commands, blocking, writer] = await Promise.all([
    redis.connect('commands'),
    redis.connect('blocking'),
    redis.connect('worker'),
  ])
  const tail = createRedisTail({ commands, blocking, prefix: 'test', queues, log: quietLog })
  onTestFinished(() => tail.close())
  const { heard, listener, until } = recordTail()
  await tail.start(listener)
  await untilCaughtUp(tail)
  const key = (queue: string) => queueKey('test', queue, 'events')
  for (let round = 0; round < 60; round += 1) {
    const pipeline = writer.pipeline()
    for (let i = 0; i < 200; i += 1)
      pipeline.xadd(key(queues[i % 2] ?? ''), '*', 'event', 'progress', 'data', String(i))
    if (round % 3 === 0) pipeline.xtrim(key('mail'), 'MAXLEN', 7)
    await pipeline.exec()
    if (round % 10 === 4) await cut(writer, 'blocking')
    if (round % 10 === 8) await cut(writer, 'commands')
  }
  const last = await Promise.all(
    queues.map(async (queue) => `${queue} ${await writer.xadd(key(queue), '*', 'event', 'x')}`),
  )
  await until(() => last.every((id) => heard.ids.includes(id)))

  expect(new Set(heard.ids).size).toBe(heard.ids.length)
  for (const queue of queues) {
    const delivered = heard.ids.filter((id) => id.startsWith(queue)).length
    const lost = heard.lost
      .filter((loss) => loss.queue === queue)
      .reduce((sum, { count }) => sum + (count ?? Number.NaN), 0)
    expect(delivered + lost).toBe(60 * 100 + 1)
  }
  expect(new Set(heard.lost.map(({ queue }) => queue))).toEqual(new Set(['mail']))
  expect(heard.epochs).toHaveLength(1)
})
