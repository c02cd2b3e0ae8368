import { QueueEvents } from 'bullmq'
import { expect, onTestFinished, test } from 'vitest'
import { keptLogLines, type LogEntry } from '#core/log-line.ts'
import { createLogReader } from '#server/logs/log-reader.ts'
import { createQueues, queueKey } from '#server/queues.ts'
import { testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { prepareJobHashes } from './job-hash.ts'

const job = { queue: 'mail', id: 'j_one' }

const entries = (count: number, from = 1): LogEntry[] =>
  Array.from({ length: count }, (_, i) => ({ at: 5_000 + i, level: 'info', text: `line ${from + i}` }))

/** A job in its first attempt. */
async function start() {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const queues = createQueues(redis, prefix)
  onTestFinished(() => queues.close())
  const key = queueKey(prefix, job.queue, job.id)
  const events = queueKey(prefix, job.queue, 'events')
  await queues.get(job.queue).add(job.queue, {}, { jobId: job.id })
  await redis.hset(key, 'ats', 1)
  const hashOf = prepareJobHashes(redis, prefix)
  const logs = createLogReader(redis, prefix)
  const read = (limit = 1_000) => logs(job, { after: 0, limit, take: 'newest', maxBytes: 1e9 })
  const lastEvent = async () => (await redis.xrevrange(events, '+', '-', 'COUNT', 1))[0]?.[1]
  return { redis, prefix, queues, key, events, hash: (attempt: number) => hashOf(job, attempt), read, lastEvent }
}

test('lines are numbered from 1, and one small event says how many there are', async () => {
  const { hash, read, lastEvent } = await start()
  await hash(1).log([...entries(2), { at: 9_000, level: 'error', text: 'It broke.' }])
  expect(await read()).toEqual({
    total: 3,
    lines: [
      { seq: 1, at: 5_000, level: 'info', text: 'line 1' },
      { seq: 2, at: 5_001, level: 'info', text: 'line 2' },
      { seq: 3, at: 9_000, level: 'error', text: 'It broke.' },
    ],
  })
  expect(await lastEvent()).toEqual(['event', 'waybill:logged', 'jobId', job.id, 'total', '3'])
})

test('the numbers go on over attempts and over lines that are no longer kept', async () => {
  const { redis, key, hash, read, lastEvent } = await start()
  await hash(1).log(entries(3))
  await redis.hset(key, 'ats', 2)
  await hash(2).log(entries(keptLogLines + 1, 4))
  await hash(2).log(entries(1, keptLogLines + 5))
  const { lines, total } = await read(keptLogLines + 10)
  expect(total).toBe(keptLogLines + 5)
  expect(lines).toHaveLength(keptLogLines)
  expect(lines.every(({ seq, text }) => text === `line ${seq}`)).toBe(true)
  expect(await lastEvent()).toContain(String(keptLogLines + 5))
})

test('lines of a flood that were left out count, and change no other line’s number', async () => {
  const { hash, read } = await start()
  await hash(1).log(entries(5))
  await hash(1).log(entries(2_500, 106), 100)
  const { lines, total } = await read(5_000)
  expect(total).toBe(2_605)
  expect(lines[0]?.seq).toBe(106)
  expect(lines.every(({ seq, text }) => text === `line ${seq}`)).toBe(true)
})

test('[G4] an attempt that is over writes nothing, and a job that was removed does not come back', async () => {
  const { redis, prefix, queues, key, events, hash, read } = await start()
  await redis.hset(key, 'ats', 2)
  await hash(1).log(entries(1))
  expect(await read()).toEqual({ total: 0, lines: [] })
  await (await queues.get(job.queue).getJob(job.id))?.remove()
  const before = await redis.xlen(events)
  await hash(2).log(entries(1))
  expect(await redis.keys(`${prefix}:*${job.id}*`)).toEqual([])
  expect(await redis.xlen(events)).toBe(before)
})

test('[G6] an append that is sent once more writes its lines once', async () => {
  const { redis, key, events, prefix, read } = await start()
  const meta = queueKey(prefix, job.queue, 'meta')
  const append = (name: string, line: string) =>
    redis.waybillAppendLog(key, `${key}:logs`, events, meta, job.id, 1, name, keptLogLines, 0, line)
  await append('1.1', 'one')
  await append('1.1', 'one')
  await append('1.2', 'two')
  expect((await read()).lines.map(({ seq, text }) => `${seq} ${text}`)).toEqual(['1 one', '2 two'])
  expect((await redis.xrange(events, '-', '+')).filter(([, fields]) => fields.includes('waybill:logged'))).toHaveLength(
    2,
  )
})

test('lines that another program appends are counted as they come', async () => {
  const { queues, hash, read } = await start()
  const foreign = await queues.get(job.queue).getJob(job.id)
  await foreign?.log('from elsewhere')
  await hash(1).log(entries(1))
  await foreign?.log('and again')
  await hash(1).log(entries(1))
  const { lines, total } = await read()
  expect(total).toBe(4)
  expect(lines.map(({ seq, at, text }) => [seq, at, text])).toEqual([
    [1, undefined, 'from elsewhere'],
    [2, 5_000, 'line 1'],
    [3, undefined, 'and again'],
    [4, 5_000, 'line 1'],
  ])
})

test('a line of another program behind a log that was cut is the next one', async () => {
  const { queues, hash, read } = await start()
  await hash(1).log(entries(keptLogLines + 5))
  await (await queues.get(job.queue).getJob(job.id))?.log('from elsewhere')
  expect((await read(2)).lines.map(({ seq, text }) => `${seq} ${text}`)).toEqual([
    '10005 line 10005',
    '10006 from elsewhere',
  ])
  await hash(1).log(entries(1, keptLogLines + 7))
  expect((await read(2)).lines.map(({ seq, text }) => `${seq} ${text}`)).toEqual([
    '10006 from elsewhere',
    '10007 line 10007',
  ])
})

test('after somebody cleared the log the numbers go on', async () => {
  const { queues, hash, read } = await start()
  await hash(1).log(entries(5))
  await (await queues.get(job.queue).getJob(job.id))?.clearLogs(2)
  expect((await read()).lines.map(({ seq, text }) => `${seq} ${text}`)).toEqual(['4 line 4', '5 line 5'])
  await (await queues.get(job.queue).getJob(job.id))?.clearLogs()
  expect(await read()).toEqual({ total: 5, lines: [] })
  await hash(1).log(entries(1, 6))
  expect((await read()).lines).toMatchObject([{ seq: 6, text: 'line 6' }])
})

test('[G11] the event stream stays as short as its queue says', async () => {
  const { redis, prefix, events, hash } = await start()
  await redis.hset(queueKey(prefix, job.queue, 'meta'), 'opts.maxLenEvents', 50)
  const one = hash(1)
  for (let i = 0; i < 600; i += 1) await one.log(entries(1))
  // Redis cuts whole blocks off, of a hundred entries each.
  expect(await redis.xlen(events)).toBeLessThanOrEqual(200)
})

test('[I10] a log that is no list costs its lines and nothing else', async () => {
  const { redis, key, hash, read } = await start()
  await redis.set(`${key}:logs`, 'not a list')
  await expect(hash(1).log(entries(1))).rejects.toThrow('WRONGTYPE')
  expect(await read()).toEqual({ total: 0, lines: [] })
  await redis.del(key, `${key}:logs`)
  await redis.set(key, 'not a hash')
  await redis.rpush(`${key}:logs`, 'a line')
  expect(await read()).toEqual({ total: 0, lines: [] })
})

test('BullMQ’s own listeners survive the event', async () => {
  const { prefix, queues, hash } = await start()
  const listener = new QueueEvents(job.queue, {
    connection: await testConnection('worker'),
    prefix,
    lastEventId: '0-0',
  })
  const errors: unknown[] = []
  listener.on('error', (error) => errors.push(error))
  onTestFinished(() => listener.close())
  const heard = new Promise<void>((resolve) => {
    listener.on('added', ({ jobId }) => {
      if (jobId === 'j_after') resolve()
    })
  })
  await hash(1).log(entries(3))
  await queues.get(job.queue).add(job.queue, {}, { jobId: 'j_after' })
  await heard
  expect(errors).toEqual([])
})
