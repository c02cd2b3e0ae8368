import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Environment } from '#server/env.ts'
import { announceReady, closeOnSignal, runProcess } from '#server/lifecycle.ts'
import { createLog } from '#server/log.ts'
import { connectRedis } from '#server/redis.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { catalogue } from './catalogue.gen.ts'
import { startHeartbeat } from './heartbeat.ts'
import { startWorkers } from './start-workers.ts'

/** The worker process: runs the jobs. */
async function main(env: Environment): Promise<void> {
  const log = createLog('worker', env.logLevel)
  const redis = connectRedis(env.redisUrl, 'worker', log)
  const pulse = connectRedis(env.redisUrl, 'commands', log)
  const host = hostname()
  // In a container the next process often has the same id: it must not be taken for the one that was lost.
  const worker = `${host}-${process.pid}-${randomBytes(2).toString('hex')}`
  const running = new Set<string>()
  const about = { name: worker, host, pid: process.pid, startedAt: Date.now(), types: [...catalogue.keys()] }
  const heartbeat = await startHeartbeat({ redis: pulse, prefix: env.prefix, about, running })
  const paths = dataPaths(env.dataDir)
  const workers = await startWorkers({ catalogue, redis, prefix: env.prefix, paths, worker, log, running })
  closeOnSignal(
    async () => {
      await workers.close()
      await heartbeat.close()
      redis.disconnect()
      pulse.disconnect()
    },
    25_000,
    log,
  )
  log.info({ worker, types: about.types }, 'Working.')
  announceReady()
}

await runProcess(main)
