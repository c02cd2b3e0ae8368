import type { AnyJobDefinition } from '#core/define-job.ts'
import { createLog } from '#server/log.ts'
import { connectRedis } from '#server/redis.ts'
import { dataPaths } from '#server/store/data-paths.ts'
import { startHeartbeat } from '#workers/heartbeat.ts'
import mailBatch from '#workers/jobs/mail-batch.ts'
import rehearsal from '#workers/jobs/rehearsal.ts'
import { servedTypes } from '#workers/served-types.ts'
import { startWorkers } from '#workers/start-workers.ts'
import { catalogue as isolated } from './isolated-catalogue.ts'
import type { WorkerProcessOptions } from './start-worker-process.ts'

// A worker process as `main.ts` makes it, with the types a test needs and with times it can wait for.
const isolatedCatalogue = new URL('./isolated-catalogue.ts', import.meta.url).href
const options = JSON.parse(process.argv[2] ?? '') as WorkerProcessOptions
const log = createLog('test', process.env.LOG_LEVEL ?? 'silent')
const name = `test-${process.pid}`
const running = new Set<string>()
const { prefix, redisUrl, smtpUrl, beatEveryMs: everyMs, beatLifeMs: lifeMs, lockMs, stalledCheckMs } = options
const about = { name, host: 'test', pid: process.pid, startedAt: Date.now(), types: ['rehearsal', 'mail-batch'] }
const pulse = connectRedis(redisUrl, 'commands', log)
const heartbeat = await startHeartbeat({ redis: pulse, prefix, about, running, everyMs, lifeMs })
const redis = connectRedis(redisUrl, 'worker', log)
const all = new Map<string, AnyJobDefinition>([
  ['rehearsal', rehearsal],
  ['mail-batch', mailBatch],
  ...(options.isolated ? isolated : []),
])
const catalogue = servedTypes(all, { smtpUrl }, log)
const paths = dataPaths(options.dataDir)
const workers = await startWorkers({
  ...{ catalogue, redis, prefix, paths, worker: name, log, running },
  isolates: { catalogue: isolatedCatalogue },
  ...{ lockMs, stalledCheckMs, drainMs: 0, env: { smtpUrl } },
})
process.once('SIGTERM', async () => {
  await workers.close()
  await heartbeat.close()
  process.exit(0)
})
process.send?.('ready')
