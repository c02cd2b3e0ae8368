import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { credentials } from '../credentials.ts'
import { connectEmbeddedRedis } from '../embedded-redis.ts'
import { expect, test } from '../waybill-test.ts'
import { failuresIn } from './failures-in.ts'
import { RawSocket } from './raw-socket.ts'
import { storedRows } from './stored-rows.ts'

const tomorrow = 86_400_000
const keyOf = (id: string) => `bull:rehearsal:${id}`
const pathOf = (id: string) => `/api/jobs/${encodeURIComponent(`rehearsal:${id}`)}`

test.use({ apart: 'with jobs nobody can read' })

let redis: Redis
let queue: Queue

test.beforeAll(async ({ waybill }) => {
  redis = await connectEmbeddedRedis(waybill.dataDir)
  queue = new Queue('rehearsal', { connection: redis, skipMetasUpdate: true })
})
test.afterAll(async () => {
  await queue.close()
  redis.disconnect()
})

async function get(url: string, path: string) {
  const answer = await fetch(`${url}${path}`, { headers: credentials })
  const text = await answer.text()
  return { status: answer.status, text, body: JSON.parse(text) }
}

/** A job as another program adds one. */
const addForeign = (id: string, options: object = { delay: tomorrow }) =>
  queue.add('rehearsal', { title: 'Foreign', steps: 1, stepMs: 0 }, { jobId: id, ...options })

test('what others wrote into the record of a job is shown as far as it can be read, and is never an error', async ({
  waybill,
}) => {
  const watching = await RawSocket.open(waybill.url)
  watching.send('421["watch",{"watch":"all","view":{"kind":"board","perState":200}}]')
  await watching.hears(/^431/)
  for (const [i, { fields }] of storedRows.entries()) {
    await addForeign(`spoilt-${i}`)
    await redis.hset(keyOf(`spoilt-${i}`), fields)
  }
  for (const [i, { row, what, shown }] of storedRows.entries()) {
    const answer = await get(waybill.url, pathOf(`spoilt-${i}`))
    expect.soft(answer.status, `row ${row}: ${what}`).toBe(200)
    expect.soft(answer.body, `row ${row}: ${what}`).toMatchObject({ ...shown, foreign: true })
    expect.soft(answer.text.length, `row ${row}: ${what}`).toBeLessThan(20_000)
    for (const part of ['input', 'logs', 'attempts', 'result', 'children']) {
      const { status, text } = await get(waybill.url, `${pathOf(`spoilt-${i}`)}/${part}`)
      expect.soft(status, `row ${row}: ${part} of ${what}\n${text.slice(0, 300)}`).toBeLessThan(500)
    }
  }
  const fresh = await RawSocket.open(waybill.url)
  fresh.send('421["watch",{"watch":"all","view":{"kind":"board","perState":200}}]')
  const board = await fresh.hears(/^431/)
  for (const i of storedRows.keys()) expect.soft(board).toContain(`"rehearsal:spoilt-${i}"`)
  expect(board.length).toBeLessThan(200_000)
  expect(watching.closed).toBe(false)
  watching.close()
  fresh.close()
  expect(failuresIn(waybill.logs())).toEqual([])
})

test('[row 37] what a terminal would obey is in no line of a log, and no line is without end', async ({ waybill }) => {
  await addForeign('logs')
  const lines = ['\u001b[31mred\u001b[0m', 'over\rwritten', '<b>bold</b>', 'x'.repeat(1_000_000)]
  await redis.rpush(`${keyOf('logs')}:logs`, ...lines)
  const { status, body } = await get(waybill.url, `${pathOf('logs')}/logs?tail=10`)
  expect(status).toBe(200)
  const texts: string[] = body.lines.map(({ text }: { text: string }) => text)
  expect(texts.slice(0, 3)).toEqual(['red', expect.not.stringContaining('\r'), '<b>bold</b>'])
  expect(Buffer.byteLength(texts[3] ?? '')).toBeLessThanOrEqual(8 * 1024 + 5)
})

test('[rows 99, 112] an id without a record is no job, and a record that goes away is a job that is gone', async ({
  waybill,
}) => {
  await addForeign('gone')
  const socket = await RawSocket.open(waybill.url)
  socket.send('421["watch",{"watch":"one","view":{"kind":"job","id":"rehearsal:gone"}}]')
  expect(await socket.hears(/^431/)).toContain('rehearsal:gone')
  await redis.del(keyOf('gone'))
  await redis.lpush('bull:rehearsal:wait', 'never-was')
  for (const id of ['gone', 'never-was', 'meta', 'events', 'wait', 'logs:logs']) {
    const answer = await get(waybill.url, pathOf(id))
    expect.soft([answer.status, answer.body.code], id).toEqual([404, 'unknown_job'])
  }
  socket.send('422["watch",{"watch":"list","view":{"kind":"jobs","ids":["rehearsal:gone","rehearsal:never-was"]}}]')
  expect(await socket.hears(/^432/)).toContain('"jobs":[]')
  socket.close()
})

test('[rows 98, 99, 101] a job that no worker can read is put away, garbage is skipped, and the next job runs', async ({
  waybill,
}) => {
  await addForeign('unread', { delay: tomorrow })
  await redis.hset(keyOf('unread'), 'data', '{bad')
  await redis.set(keyOf('no-hash'), 'a text')
  const garbage = ['a:b:c', '<img src=x>', 'x'.repeat(10_000), '__proto__', '']
  for (const id of garbage) await redis.xadd('bull:rehearsal:events', '*', 'event', 'active', 'jobId', id)
  await redis.multi().zrem('bull:rehearsal:delayed', 'unread').rpush('bull:rehearsal:wait', 'unread', 'no-hash').exec()
  await addForeign('good', {})
  for (const [id, shown] of [
    ['good', { state: 'success' }],
    ['unread', { state: 'failure', reason: 'corrupt' }],
    ['no-hash', { state: 'failure', reason: 'corrupt' }],
  ] as const) {
    const look = async () => (await get(waybill.url, pathOf(id))).body
    await expect.poll(look, { timeout: 25_000, message: id }).toMatchObject(shown)
  }
  expect((await get(waybill.url, '/api/ready')).status).toBe(200)
  expect(failuresIn(waybill.logs())).toEqual([])
})
