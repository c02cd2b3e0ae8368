import { randomUUID } from 'node:crypto'
import { benchSettings } from './measure/bench-settings.ts'
import { RedisMeter } from './measure/redis-meter.ts'
import { writeResult } from './measure/write-result.ts'
import { measureRealtime } from './realtime/measure-realtime.ts'
import { type RealtimeRun, type RealtimeShape, realtimeModes } from './realtime/realtime-result.ts'

/** How old an update is when it reaches the socket, and what it costs the server, beside two peers. */
const { redisUrl, seconds, repeats } = benchSettings({ seconds: 1.5, repeats: 3 })
const shapes: RealtimeShape[] = [
  ...[20, 500, 2_000].flatMap((rate) =>
    [1, 100, 1_000].map((watchers) => ({ watching: 'board' as const, rate, watchers })),
  ),
  { watching: 'job', rate: 500, watchers: 100 },
  { watching: 'job', rate: 2_000, watchers: 1_000 },
]
const redis = new RedisMeter(redisUrl)
const runs: RealtimeRun[] = []
// All of it, then all of it again: what the machine does besides hits every server alike.
for (let repeat = 0; repeat < repeats; repeat += 1) {
  for (const shape of shapes) {
    // It lasts longer instead.
    if (isSlow(shape) && repeat > 0) continue
    const duration = isSlow(shape) ? repeats * seconds : seconds
    for (const mode of realtimeModes) {
      const run = await measureRealtime({ ...shape, mode }, `bench-${randomUUID()}`, duration, redis)
      runs.push(run)
      console.log(lineOf(run))
    }
  }
}
redis.close()
await writeResult('realtime', { repeats, runs })

/** Percentiles of a handful of events would say nothing. */
function isSlow({ rate }: RealtimeShape): boolean {
  return rate < 100
}

function lineOf({ mode, watching, rate, watchers, ...run }: RealtimeRun): string {
  const cores = [run.serverCores, run.watcherCores, run.loadCores, run.redisCores].map((each) => each.toFixed(2))
  return [
    `${mode.padEnd(7)} ${watching.padEnd(5)} ${String(rate).padStart(5)}/s × ${String(watchers).padStart(4)}`,
    `p50 ${run.p50} ms  p95 ${run.p95}  p99 ${run.p99}`,
    `${run.updates} updates  ${run.microsPerUpdate.toFixed(1)} µs each`,
    `cores: server ${cores[0]}, watchers ${cores[1]}, load ${cores[2]}, Redis ${cores[3]}; machine ${Math.round(run.machineBusy * 100)} % busy`,
  ].join('   ')
}
