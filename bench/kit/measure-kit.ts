import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { newJobId } from '#core/job-id.ts'
import { withProcesses } from '../measure/bench-process.ts'
import { CpuMeter } from '../measure/cpu-meter.ts'
import type { RedisMeter } from '../measure/redis-meter.ts'
import type { KitRun } from './kit-result.ts'

export interface KitShape extends Pick<KitRun, 'mode' | 'calls' | 'jobs'> {
  concurrency: number
  prefix: string
  redisUrl: string
}

/** Code that has not run hot yet costs several times as much: so many jobs more go before. */
const warmUp = (jobs: number) => Math.ceil(jobs / 4)
const lookEveryMs = 5

/** Lets a worker process run jobs that wait in line already, and measures from the first one after the warm-up to the last. */
export async function measureKit(shape: KitShape, meter: RedisMeter): Promise<KitRun> {
  const { mode, calls, jobs, concurrency, prefix, redisUrl } = shape
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
  const queue = new Queue('counted', { connection, prefix, skipMetasUpdate: true })
  const dataDir = await mkdtemp(join(tmpdir(), 'kit-bench-'))
  const completed = `${prefix}:counted:completed`
  const until = async (count: number) => {
    while ((await connection.zcard(completed)) < count) await wait(lookEveryMs)
  }
  try {
    await addJobs(queue, jobs + warmUp(jobs), shape)
    return await withProcesses(async (start) => {
      const worker = await start('kit/worker.ts', [mode, prefix, concurrency, dataDir])
      const cpu = new CpuMeter([worker.pid])
      await worker.ask('go')
      await until(warmUp(jobs))
      const skipped = await connection.zcard(completed)
      const before = await meter.read()
      cpu.start()
      const from = performance.now()
      await until(jobs + warmUp(jobs))
      const seconds = (performance.now() - from) / 1_000
      const [cores = 0] = cpu.stop()
      const after = await meter.read()
      return {
        ...{ mode, calls, seconds, jobs: jobs + warmUp(jobs) - skipped },
        cpuSeconds: cores * seconds,
        redisCpuSeconds: after.cpuSeconds - before.cpuSeconds,
        commands: after.commands - before.commands,
      }
    })
  } finally {
    await rm(dataDir, { recursive: true })
    await queue.close()
    connection.disconnect()
  }
}

async function addJobs(queue: Queue, count: number, { mode, calls }: KitShape): Promise<void> {
  const keep = { success: 3_600, failure: 3_600 }
  // What a submit writes on a job, and what it would be without.
  const own = mode === 'kit' && { stackTraceLimit: 20, waybill: { v: 1, label: 'Counted', tags: [], keep } }
  for (let left = count; left > 0; left -= 1_000) {
    const some = Array.from({ length: Math.min(left, 1_000) }, () => ({
      name: 'counted',
      data: { calls },
      opts: { jobId: newJobId(), attempts: 3, ...own },
    }))
    await queue.addBulk(some)
  }
}
