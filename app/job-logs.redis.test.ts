import { expect, test } from 'vitest'
import { Bridge } from '#server/bridge/bridge.ts'
import type { LogReader } from '#server/logs/log-reader.ts'
import { queueKey } from '#server/queues.ts'
import { watch } from '#server/testing/start-pipeline.ts'
import { quietLog } from '#server/testing/test-redis.ts'
import { id, job, startWithLog } from './testing/start-with-log.ts'

const withLogs = { kind: 'job', id, logs: true } as const
const withoutLogs = { kind: 'job', id } as const

type Seen = Awaited<ReturnType<typeof watch>>
const linesOf = (seen: Seen) => seen.events.flatMap((event) => (event.type === 'logged' ? event.lines : []))
const untilLine = (seen: Seen, seq: number) => seen.until(() => linesOf(seen).at(-1)?.seq === seq)
const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('whoever watches a job with its log hears every line in order, and whoever does not hears none', async () => {
  const { watch, write, queues } = await startWithLog()
  const [loud, quiet, board] = [
    await watch(withLogs),
    await watch(withoutLogs),
    await watch({ kind: 'board', perState: 10 }),
  ]
  await write(3)
  await untilLine(loud, 3)
  await write(2)
  await untilLine(loud, 5)
  expect(linesOf(loud)).toEqual(numbered(1, 5).map((seq) => ({ seq, at: 5_000, level: 'info', text: `line ${seq}` })))
  // What comes later in the stream has arrived there, so the lines would have.
  await queues.get(job.queue).add(job.queue, {}, { jobId: 'j_after' })
  await board.until((jobs) => jobs.has('mail:j_after'))
  expect([...linesOf(quiet), ...linesOf(board)]).toEqual([])
})

/** A bridge of its own that counts what it reads. */
async function startCounting() {
  const all = await startWithLog()
  const counted = { jobs: 0, logs: 0 }
  const logs: LogReader = (...args) => {
    counted.logs += 1
    return all.logs(...args)
  }
  const reader = {
    ...all.reader,
    jobs: (...args: Parameters<typeof all.reader.jobs>) => {
      counted.jobs += 1
      return all.reader.jobs(...args)
    },
  }
  const bridge = new Bridge({ reader, logs, queues: [job.queue], log: quietLog })
  const events = queueKey(all.prefix, job.queue, 'events')
  /** The last event of the queue reaches the bridge. */
  const arrives = async () => {
    const [entry] = await all.commands.xrevrange(events, '+', '-', 'COUNT', 1)
    const [event = '', jobId = ''] = [entry?.[1][1], entry?.[1][3]]
    await bridge.batches([{ queue: job.queue, entries: [{ id: entry?.[0] ?? '', fields: { event, jobId } }] }])
  }
  return { ...all, bridge, counted, arrives, watch: (view: Parameters<typeof watch>[1]) => watch(bridge, view) }
}

test('[I7] nothing is read for a log that nobody watches, and no job is read because of one', async () => {
  const { watch, write, arrives, bridge, counted } = await startCounting()
  const quiet = await watch(withoutLogs)
  await watch({ kind: 'board', perState: 10 })
  const before = counted.jobs
  await write(3)
  await arrives()
  expect(counted).toEqual({ jobs: before, logs: 0 })
  const loud = await watch(withLogs)
  loud.close()
  const { logs, jobs } = counted
  await write(3)
  await arrives()
  expect(counted).toEqual({ jobs, logs })
  quiet.close()
  await bridge.tidy()
  expect(counted.logs).toBe(logs)
})

test('[I9] a log that has grown is read once, however many watch it', async () => {
  const { watch, write, arrives, counted } = await startCounting()
  const seen = await Promise.all(Array.from({ length: 20 }, () => watch(withLogs)))
  expect(counted.logs).toBe(1)
  await write(3)
  await arrives()
  expect(counted.logs).toBe(2)
  for (const one of seen) expect(linesOf(one).map(({ seq }) => seq)).toEqual([1, 2, 3])
})

test('[G11] of a flood only the newest lines are told, and their numbers say that others are missing', async () => {
  const { watch, write } = await startWithLog()
  const seen = await watch(withLogs)
  await write(800)
  await untilLine(seen, 800)
  const told = linesOf(seen)
  expect(told.length).toBeLessThanOrEqual(500)
  expect(told.map(({ seq }) => seq)).toEqual(numbered(801 - told.length, 800))
  await write(100, 'x'.repeat(8_000))
  await untilLine(seen, 900)
  expect(linesOf(seen).slice(told.length).length).toBeLessThan(50)
})

test('whoever comes to a log that is there already is told its last line', async () => {
  const { watch, write } = await startWithLog()
  await write(30)
  const first = await watch(withLogs)
  const second = await watch(withLogs)
  for (const seen of [first, second]) expect(linesOf(seen).map(({ seq }) => seq)).toEqual([30])
})

test('lines of another program, which tells nobody, come with the next look around', async () => {
  const { watch, bridge, queues } = await startWithLog()
  const seen = await watch(withLogs)
  const foreign = await queues.get(job.queue).getJob(job.id)
  await foreign?.log('from \u001b[31melsewhere')
  await foreign?.log('x'.repeat(1_000_000))
  await bridge.tidy()
  await untilLine(seen, 2)
  expect(linesOf(seen)).toEqual([
    { seq: 1, level: 'info', text: 'from elsewhere' },
    { seq: 2, level: 'info', text: expect.stringMatching(/^x{8192}…$/) },
  ])
})

test('[I10] a log that cannot be read harms no other view, and is read when it can be', async () => {
  const { watch, write, bridge, commands, key, queues } = await startWithLog()
  const [loud, board] = [await watch(withLogs), await watch({ kind: 'board', perState: 10 })]
  await commands.set(`${key}:logs`, 'not a list')
  await commands.xadd(key.replace(job.id, 'events'), '*', 'event', 'waybill:logged', 'jobId', job.id, 'total', 'many')
  await queues.get(job.queue).add(job.queue, {}, { jobId: 'j_after' })
  await board.until((jobs) => jobs.has('mail:j_after'))
  expect(linesOf(loud)).toEqual([])
  await commands.del(`${key}:logs`)
  await write(1)
  await bridge.tidy()
  await untilLine(loud, 1)
})
