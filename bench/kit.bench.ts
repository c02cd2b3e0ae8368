import { randomUUID } from 'node:crypto'
import { type KitRun, kitModes } from './kit/kit-result.ts'
import { measureKit } from './kit/measure-kit.ts'
import { benchSettings } from './measure/bench-settings.ts'
import { RedisMeter } from './measure/redis-meter.ts'
import { writeResult } from './measure/write-result.ts'

/** What a job costs in the kit, beside a bare BullMQ worker that makes the same progress calls. */
const { redisUrl, seconds, repeats } = benchSettings({ seconds: 2, repeats: 5 })
const concurrency = 10
/** Jobs for each second of measuring, by progress calls: about as many as one process runs. */
const loads = [
  { calls: 0, perSecond: 3_000 },
  { calls: 10, perSecond: 1_000 },
  { calls: 200, perSecond: 100 },
]
const meter = new RedisMeter(redisUrl)
const runs: KitRun[] = []
for (let repeat = 0; repeat < repeats; repeat += 1) {
  for (const { calls, perSecond } of loads) {
    for (const mode of kitModes) {
      const jobs = Math.ceil(perSecond * seconds)
      const run = await measureKit({ mode, calls, jobs, concurrency, prefix: `bench-${randomUUID()}`, redisUrl }, meter)
      runs.push(run)
      const micros = (all: number) => `${Math.round((all / run.jobs) * 1e6)} µs`.padStart(9)
      console.log(
        `${mode.padEnd(5)} ${String(calls).padStart(3)} calls   a job ${micros(run.seconds)}   CPU ${micros(run.cpuSeconds)}   ` +
          `Redis ${micros(run.redisCpuSeconds)}   ${(run.commands / run.jobs).toFixed(1)} commands`,
      )
    }
  }
}
meter.close()
await writeResult('kit', { concurrency, repeats, runs })
