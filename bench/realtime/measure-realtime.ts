import { setTimeout as wait } from 'node:timers/promises'
import type { BenchProcess } from '../measure/bench-process.ts'
import { withProcesses } from '../measure/bench-process.ts'
import { CpuMeter } from '../measure/cpu-meter.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'
import { MachineMeter } from '../measure/machine-meter.ts'
import type { RedisMeter } from '../measure/redis-meter.ts'
import type { RealtimeMode, RealtimeRun, RealtimeShape } from './realtime-result.ts'
import type { Seen } from './watchers.ts'

/** Code that has not run hot yet costs several times as much. */
const warmUpMs = 800
const boardJobs = 50
/** How many of those who watch the same board look at what they are told. */
const boardReaders = 20

const servers: Record<RealtimeMode, string> = {
  waybill: 'servers/waybill-server.ts',
  naive: 'servers/naive-server.ts',
  'raw ws': 'servers/raw-ws-server.ts',
}

/** Runs one server under one load, with everything in processes of their own, and measures for `seconds`. */
export function measureRealtime(
  shape: RealtimeShape & { mode: RealtimeMode },
  prefix: string,
  seconds: number,
  redis: RedisMeter,
): Promise<RealtimeRun> {
  const { mode, watching, rate, watchers } = shape
  return withProcesses(async (start) => {
    const jobs = watching === 'job' ? watchers : boardJobs
    const [load, server] = await Promise.all([
      start('realtime/load.ts', [prefix, rate, jobs]),
      start(servers[mode], [prefix, 'bench', ...(mode === 'naive' ? [watching] : [])]),
    ])
    const url = `http://127.0.0.1:${await server.ask('port')}`
    const groups = groupsOf(watchers)
    const readers = watching === 'job' ? watchers : Math.ceil(Math.min(watchers, boardReaders) / groups.length)
    const browsers = await Promise.all(
      groups.map(({ first, count }) => start('realtime/watchers.ts', [mode, url, watching, first, count, readers])),
    )
    await load.ask('go')
    await wait(warmUpMs)
    const cpu = new CpuMeter([server, load, ...browsers].map(({ pid }) => pid))
    const machine = new MachineMeter()
    const before = await redis.read()
    await askAll([load, ...browsers], 'start')
    cpu.start()
    await wait(seconds * 1_000)
    const [serverCores = 0, loadCores = 0, ...watcherCores] = cpu.stop()
    const seen = await askAll<Seen>(browsers, 'stop')
    const events = await load.ask<number>('sent')
    const after = await redis.read()

    const latencies = new LatencyHistogram()
    for (const each of seen) latencies.merge(each.latencies)
    // Nothing at all arrived: then it took at least as long as was waited.
    const { p50, p95, p99, max } = latencies.read() ?? allOf(seconds * 1_000)
    const read = seen.reduce((sum, each) => sum + each.updates, 0)
    const updates = Math.round((read * watchers) / Math.min(watchers, readers * groups.length))
    return {
      ...shape,
      seconds,
      events,
      updates,
      ...{ p50, p95, p99, max },
      serverCores,
      microsPerUpdate: (serverCores * seconds * 1e6) / Math.max(1, updates),
      redisCores: (after.cpuSeconds - before.cpuSeconds) / seconds,
      loadCores,
      watcherCores: Math.max(...watcherCores),
      machineBusy: machine.stop(),
    }
  })
}

const askAll = <Value>(processes: readonly BenchProcess[], question: string) =>
  Promise.all(processes.map((process) => process.ask<Value>(question)))

/** Two processes of watchers take twice as much before they are what is measured. */
function groupsOf(watchers: number): { first: number; count: number }[] {
  if (watchers < 100) return [{ first: 0, count: watchers }]
  const half = Math.ceil(watchers / 2)
  return [
    { first: 0, count: half },
    { first: half, count: watchers - half },
  ]
}

const allOf = (ms: number) => ({ p50: ms, p95: ms, p99: ms, max: ms })
