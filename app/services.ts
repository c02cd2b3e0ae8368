import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { type Environment, readEnvironment } from '#server/env.ts'
import { createLog, type Log } from '#server/log.ts'
import { createQueues, type Queues } from '#server/queues.ts'
import { createJobReader, type JobReader } from '#server/reader/job-reader.ts'
import { connectRedis, redisReady } from '#server/redis.ts'
import { type DataPaths, dataPaths } from '#server/store/data-paths.ts'

/** What route handlers and pages work with. */
export interface Services {
  env: Environment
  log: Log
  redis: Redis
  queues: Queues
  reader: JobReader
  paths: DataPaths
  samplesDir: string
}

let created: Services | undefined

/**
 * Opened at the first request, never at import: a build imports route modules too, and has no Redis. Next loads this module apart
 * from the custom server, so the two share nothing but Redis, and need to share nothing else.
 */
export async function services(): Promise<Services> {
  created ??= createServices(readEnvironment(process.env))
  // A first request may come before the connection is up; when it does not come up, the command itself says so.
  await redisReady(created.redis, 2_000).catch(() => {})
  return created
}

function createServices(env: Environment): Services {
  const log = createLog('web', env.logLevel)
  const redis = connectRedis(env.redisUrl, 'commands', log)
  return {
    env,
    log,
    redis,
    queues: createQueues(redis, env.prefix),
    reader: createJobReader(redis, env.prefix),
    paths: dataPaths(env.dataDir),
    samplesDir: join(process.cwd(), 'workers', 'samples'),
  }
}
