import { setTimeout as wait } from 'node:timers/promises'
import { type BenchProcess, withProcesses } from '../measure/bench-process.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'
import type { Memory } from '../servers/serve-and-answer.ts'
import type { SocketsRun } from './sockets-result.ts'

const groups = 4
const server = 'servers/waybill-server.ts'

/** Connects very many watchers at once, cuts all of them off by killing the server, and waits until all are right again. */
export function measureSockets(
  { watching, sockets, jobs }: Pick<SocketsRun, 'watching' | 'sockets' | 'jobs'>,
  prefix: string,
): Promise<SocketsRun> {
  return withProcesses(async (start) => {
    const load = await start('realtime/load.ts', [prefix, 0, jobs])
    const web = await start(server, [prefix, 'bench'])
    const port = await web.ask<number>('port')
    const each = Math.ceil(sockets / groups)
    const watchers = await Promise.all(
      Array.from({ length: groups }, (_, i) => {
        const count = Math.min(each, sockets - i * each)
        // A connection is named by both ends; from one address there are too few for a server that comes back.
        const from = process.platform === 'linux' ? `127.0.0.${i + 2}` : ''
        const url = `http://127.0.0.1:${port}`
        return start('sockets/watchers.ts', [url, i * each, count, watching === 'job' ? jobs : 0, from])
      }),
    )
    const empty = await web.ask<Memory>('memory')
    const stormMs = await took(() => askAll(watchers, 'dial'))
    // What the storm itself needed has been let go by then.
    await wait(2_000)
    const full = await web.ask<Memory>('memory')
    const spreadMs = await took(() => Promise.all([askAll(watchers, 'shows', 41), load.ask('mark', 41)]))

    const cutAt = performance.now()
    await web.stop()
    await load.ask('mark', 42)
    await start(server, [prefix, 'bench', port])
    const awayMs = performance.now() - cutAt
    const healed = new LatencyHistogram()
    const backMs = await took(async () => {
      for (const counts of await askAll<number[]>(watchers, 'shows', 42)) healed.merge(counts)
    })
    const percentiles = healed.read()
    if (!percentiles) throw new Error('No watcher came back.')
    return {
      ...{ watching, sockets, jobs, stormMs, spreadMs, awayMs, backMs, healed: percentiles },
      rssPerSocket: (full.rss - empty.rss) / sockets,
      heapPerSocket: (full.heapUsed - empty.heapUsed) / sockets,
    }
  })
}

const askAll = <Value>(processes: readonly BenchProcess[], question: string, argument?: unknown) =>
  Promise.all(processes.map((process) => process.ask<Value>(question, argument)))

async function took(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
