import { expect, test } from 'vitest'
import { queueKey } from '#server/queues.ts'
import { testConnection, testPrefix } from '#server/testing/test-redis.ts'
import { createLogReader, type LogRange } from './log-reader.ts'
import { readLogPage } from './read-log-page.ts'

const job = { queue: 'mail', id: '17' }

/** The log of a job of another program, which only has its lines. */
async function start(...lines: string[]) {
  const redis = await testConnection()
  const prefix = testPrefix(redis)
  const key = queueKey(prefix, job.queue, job.id)
  await redis.hset(key, 'name', 'mail')
  if (lines.length > 0) await redis.rpush(`${key}:logs`, ...lines)
  const logs = createLogReader(redis, prefix)
  const seqs = async (range: Partial<LogRange>) => {
    const all = { after: 0, limit: 1_000, take: 'oldest', maxBytes: 1e9 } as const
    return (await logs(job, { ...all, ...range })).lines.map(({ seq, text }) =>
      text.startsWith(`${seq} `) ? seq : text,
    )
  }
  return { redis, key, logs, seqs }
}

const numbered = (count: number, rest = '') => Array.from({ length: count }, (_, i) => `${i + 1} ${rest}`)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('the oldest or the newest lines after a number are read, in order', async () => {
  const { seqs } = await start(...numbered(260))
  expect(await seqs({})).toEqual(range(1, 260))
  expect(await seqs({ after: 7, limit: 3 })).toEqual([8, 9, 10])
  expect(await seqs({ after: 7, limit: 120 })).toEqual(range(8, 127))
  expect(await seqs({ limit: 3, take: 'newest' })).toEqual([258, 259, 260])
  expect(await seqs({ limit: 130, take: 'newest' })).toEqual(range(131, 260))
  expect(await seqs({ after: 258, take: 'newest' })).toEqual([259, 260])
  expect(await seqs({ after: 260 })).toEqual([])
  expect(await seqs({ after: 9_999, take: 'newest' })).toEqual([])
})

test('[G11] an answer ends behind its bytes, with what was asked for first', async () => {
  const { seqs } = await start(...numbered(100, 'x'.repeat(1_000)))
  expect(await seqs({ maxBytes: 10_000 })).toEqual(range(1, 10))
  expect(await seqs({ maxBytes: 10_000, take: 'newest' })).toEqual(range(91, 100))
  expect(await seqs({ maxBytes: 1 })).toEqual([1])
})

test('[I10] a line of megabytes is a line, and costs no more than a long one', async () => {
  const { logs } = await start('x'.repeat(5_000_000), '{"at":1,"level":"info","text":"')
  const { lines } = await logs(job, { after: 0, limit: 10, take: 'oldest', maxBytes: 30_000 })
  expect(lines.map(({ seq, text }) => [seq, text.length])).toEqual([
    [1, 8_193],
    [2, 31],
  ])
})

test('a page says where the next one begins, at the end as well', async () => {
  const { logs } = await start(...numbered(5))
  const next = async (query: Parameters<typeof readLogPage>[2]) => (await readLogPage(logs, job, query)).next
  expect(await next({ after: 0, limit: 2 })).toBe(2)
  expect(await next({ after: 2, limit: 10 })).toBe(5)
  expect(await next({ after: 5, limit: 10 })).toBe(5)
  expect(await next({ tail: 3 })).toBe(5)
  // The log of another job that had this id before.
  expect(await next({ after: 99, limit: 10 })).toBe(5)
})

test('a job that is not there, or never said anything, has no lines', async () => {
  const { redis, key, logs } = await start()
  const whole = { after: 0, limit: 10, take: 'newest', maxBytes: 1_000 } as const
  expect(await logs(job, whole)).toEqual({ total: 0, lines: [] })
  await redis.rpush(`${key}:logs`, 'left over')
  await redis.del(key)
  expect(await logs(job, whole)).toEqual({ total: 0, lines: [] })
})
