import { expect, onTestFinished, test, vi } from 'vitest'
import { JobLog } from '#components/job-log/job-log.ts'
import { WatchStore } from '#components/live/watch-store.ts'
import { keptLogLines } from '#core/log-line.ts'
import { readLogPage } from '#server/logs/read-log-page.ts'
import { prepareJobHashes } from '#workers/job-hash.ts'
import { BridgeTransport } from './testing/bridge-transport.ts'
import { id, job, startWithLog } from './testing/start-with-log.ts'

/** A browser with the log open. */
async function browse({ bridge, logs }: Pick<Awaited<ReturnType<typeof startWithLog>>, 'bridge' | 'logs'>) {
  const transport = new BridgeTransport(bridge)
  const store = new WatchStore(transport, {
    schedule(work) {
      queueMicrotask(work)
      return () => undefined
    },
  })
  onTestFinished(() => store.close())
  const fetched: object[] = []
  const log = new JobLog(id, store, {
    fillEveryMs: 1,
    async fetchLog(_id, place) {
      fetched.push(place)
      return (await readLogPage(logs, job, place)).lines
    },
  })
  onTestFinished(log.subscribe(() => undefined))
  const texts = () => log.read().blocks.flatMap(({ lines }) => lines.map(({ text }) => text))
  const until = (last: string) => vi.waitFor(() => expect(texts().at(-1)).toBe(last), { timeout: 5_000, interval: 5 })
  return { transport, log, texts, until, fetched }
}

const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`)

test('[G6] no line comes twice and none is missing, across floods and cut connections', async () => {
  const all = await startWithLog()
  const { write } = all
  await write(300)
  const { transport, log, texts, until } = await browse(all)
  await until('line 300')
  expect(texts()).toEqual(lines(101, 300))
  for (const count of [1, 40, 700, 3, 2_500]) {
    transport.cut()
    await write(count)
    transport.listener?.connected()
    await write(2)
    if (count === 3) await write(1_200)
  }
  const total = 300 + 3_244 + 10 + 1_200
  await until(`line ${total}`)
  await vi.waitFor(() => expect(texts()).toEqual(lines(101, total)), { timeout: 5_000, interval: 5 })
  await log.older()
  expect(texts()).toEqual(lines(1, total))
})

test('a browser holds as many lines as the job keeps, and asks for none that are gone', async () => {
  const all = await startWithLog()
  await all.write(50)
  const { until, texts, fetched, log } = await browse(all)
  await until('line 50')
  await all.write(keptLogLines)
  await all.write(keptLogLines)
  await until(`line ${2 * keptLogLines + 50}`)
  const kept = lines(keptLogLines + 51, 2 * keptLogLines + 50)
  await vi.waitFor(() => expect(texts()).toEqual(kept), { timeout: 10_000, interval: 5 })
  expect(log.read().hasOlder).toBe(false)
  const asked = fetched.length
  await all.write(1)
  await until(`line ${2 * keptLogLines + 51}`)
  expect(fetched).toHaveLength(asked)
})

test('a job that comes anew under the same id begins a log of its own', async () => {
  const all = await startWithLog()
  await all.write(20)
  const { until, texts } = await browse(all)
  await until('line 20')
  await (await all.queues.get(job.queue).getJob(job.id))?.remove()
  await all.queues.get(job.queue).add(job.queue, {}, { jobId: job.id })
  await all.commands.hset(all.key, 'ats', 1)
  await prepareJobHashes(all.commands, all.prefix)(job, 1).log([{ at: 9_000, level: 'info', text: 'another' }])
  await until('another')
  expect(texts()).toEqual(['another'])
})
