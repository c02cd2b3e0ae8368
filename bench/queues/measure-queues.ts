import { setTimeout as wait } from 'node:timers/promises'
import { withProcesses } from '../measure/bench-process.ts'
import { CpuMeter } from '../measure/cpu-meter.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'
import { MachineMeter } from '../measure/machine-meter.ts'
import type { RedisMeter } from '../measure/redis-meter.ts'
import type { QueuesRun } from './queues-result.ts'

/** Code that has not run hot yet costs several times as much. */
const warmUpMs = 1_000

/** Follows many queues under load and measures for `seconds`. */
export function measureQueues(
  { follower: how, queues, rate }: Pick<QueuesRun, 'follower' | 'queues' | 'rate'>,
  prefix: string,
  seconds: number,
  redis: RedisMeter,
): Promise<QueuesRun> {
  return withProcesses(async (start) => {
    const load = await start('queues/load.ts', [prefix, queues, rate])
    const { connections: others } = await redis.read()
    const follower = await start('queues/follower.ts', [how, prefix, queues])
    await load.ask('go')
    await wait(warmUpMs)
    const cpu = new CpuMeter([follower.pid])
    const machine = new MachineMeter()
    const before = await redis.read()
    await Promise.all([load.ask('start'), follower.ask('start')])
    cpu.start()
    await wait(seconds * 1_000)
    const [followerCores = 0] = cpu.stop()
    const latencies = new LatencyHistogram(await follower.ask<number[]>('stop')).read()
    const events = await load.ask<number>('sent')
    const after = await redis.read()
    return {
      ...{ follower: how, queues, rate, events },
      read: latencies?.count ?? 0,
      p50: latencies?.p50 ?? seconds * 1_000,
      p99: latencies?.p99 ?? seconds * 1_000,
      connections: before.connections - others,
      followerCores,
      redisCores: (after.cpuSeconds - before.cpuSeconds) / seconds,
      machineBusy: machine.stop(),
    }
  })
}
