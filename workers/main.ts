import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { onlyKeysFor } from '#server/auth/key-ring.ts'
import { rootSecrets } from '#server/auth/root-secrets.ts'
import type { Environment } from '#server/env.ts'
import { announceReady, closeOnSignal, runProcess } from '#server/lifecycle.ts'
import { createLog } from '#server/log.ts'
import { openRedis } from '#server/open-redis.ts'
import { productVersion } from '#server/product-version.ts'
import { createQueues } from '#server/queues.ts'
import { startFileSweep } from '#server/retention/start-file-sweep.ts'
import { keepSchedules } from '#server/schedules/keep-schedules.ts'
import { createScheduleStore } from '#server/schedules/schedule-store.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { catalogue } from './catalogue.gen.ts'
import { startHeartbeat } from './heartbeat.ts'
import { servedTypes } from './served-types.ts'
import { concurrencyOf, startWorkers } from './start-workers.ts'

/** The worker process: runs the jobs. */
async function main(env: Environment): Promise<void> {
  const log = createLog('worker', env.logLevel)
  const connect = await openRedis(env, log)
  const redis = connect('worker')
  const pulse = connect('commands')
  const host = hostname()
  // In a container the next process often has the same id: it must not be taken for the one that was lost.
  const worker = `${host}-${process.pid}-${randomBytes(2).toString('hex')}`
  const running = new Set<string>()
  const served = servedTypes(catalogue, env, log)
  const about = {
    ...{ name: worker, host, pid: process.pid, startedAt: Date.now(), version: await productVersion() },
    types: [...served.keys()],
    concurrency: Object.fromEntries([...served].map(([type, definition]) => [type, concurrencyOf(definition)])),
  }
  const heartbeat = await startHeartbeat({ redis: pulse, prefix: env.prefix, about, running })
  const paths = dataPaths(env.dataDir)
  const samplesDir = fileURLToPath(new URL('./samples', import.meta.url))
  const jobs = { catalogue: served, types: catalogue, paths, samplesDir, env: { smtpUrl: env.smtpUrl } }
  const keys = onlyKeysFor('job owner', await rootSecrets(env))
  const workers = await startWorkers({ ...jobs, keys, redis, prefix: env.prefix, worker, log, running })
  const queues = createQueues(pulse, env.prefix)
  const schedules = createScheduleStore(pulse, env.prefix)
  const keeper = keepSchedules({ schedules, queues, catalogue, paths, samplesDir: '', log })
  const fileSweep = startFileSweep({ redis: pulse, prefix: env.prefix, paths, queues: [...catalogue.keys()], log })
  closeOnSignal(
    async () => {
      await fileSweep.close()
      await keeper.close()
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
