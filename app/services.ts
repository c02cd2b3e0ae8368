import { join } from 'node:path'
import { jobTypeNames } from '#core/job-type-names.gen.ts'
import { type Audit, createAudit } from '#server/audit/audit.ts'
import { createRefusalGate, type RefusalGate } from '#server/audit/refusal-gate.ts'
import type { Auth } from '#server/auth/auth.ts'
import { createDownloadPass, type DownloadPass } from '#server/auth/download-pass.ts'
import { createJobLinks, type JobLinks } from '#server/auth/job-links.ts'
import { createJobOwners } from '#server/auth/job-owners.ts'
import { createKeyRing } from '#server/auth/key-ring.ts'
import { openAuth } from '#server/auth/open-auth.ts'
import { createOwnership, type Ownership } from '#server/auth/ownership.ts'
import { rootSecrets } from '#server/auth/root-secrets.ts'
import type { SignInLinks } from '#server/auth/sign-in-links.ts'
import { type Cancels, createCancels } from '#server/cancel/cancels.ts'
import type { Environment } from '#server/env.ts'
import { createIdempotency, type Idempotency } from '#server/idempotency/idempotency.ts'
import { InFlight } from '#server/limits/in-flight.ts'
import { maxUploadsAtOnce } from '#server/limits/limit-table.ts'
import { createLimits, type Limits } from '#server/limits/limits.ts'
import { type LoopLag, watchLoopLag } from '#server/limits/loop-lag.ts'
import { createWorkerRegistry, type WorkerRegistry } from '#server/liveness/worker-registry.ts'
import { createLog, type Log } from '#server/log.ts'
import { createLogReader, type LogReader } from '#server/logs/log-reader.ts'
import { openRedis } from '#server/open-redis.ts'
import { createQueueLook, type QueueLook } from '#server/ops/queue-look.ts'
import { createQueues, type Queues } from '#server/queues.ts'
import { createJobReader, type JobReader } from '#server/reader/job-reader.ts'
import { type RedisClient, redisReady } from '#server/redis.ts'
import { createPins, type Pins } from '#server/retention/pins.ts'
import { createTombstones, type Tombstones } from '#server/retention/tombstones.ts'
import { createScheduleStore, type ScheduleStore } from '#server/schedules/schedule-store.ts'
import { type DataPaths, dataPaths } from '#server/store/data-paths.ts'
import { createStorageGauge, type StorageGauge } from '#server/store/storage-gauge.ts'
import { appEnvironment } from './app-environment.ts'

/** What route handlers and pages work with. */
export interface Services {
  env: Environment
  log: Log
  redis: RedisClient
  queues: Queues
  /** The queues that are watched. */
  queueNames: readonly string[]
  lookAtQueue: QueueLook
  workers: WorkerRegistry
  reader: JobReader
  logs: LogReader
  tombstones: Tombstones
  pins: Pins
  cancels: Cancels
  idempotency: Idempotency
  schedules: ScheduleStore
  storage: StorageGauge
  limits: Limits
  audit: Audit
  refusals: RefusalGate
  uploads: InFlight
  lag: LoopLag
  auth: Auth
  /** Only where people sign in by such links. */
  links: SignInLinks | undefined
  ownership: Ownership
  jobLinks: JobLinks
  downloadPass: DownloadPass
  paths: DataPaths
  samplesDir: string
}

/** A person waits: Redis that takes longer is away. */
const patienceMs = 2_000

let opening: Promise<Services> | undefined
let connecting: Promise<void> | undefined

/**
 * Opened at the first request, never at import: a build imports route modules too, and has no Redis. Next loads this module apart
 * from the custom server, so the two share nothing but Redis, and need to share nothing else.
 */
export async function services(): Promise<Services> {
  const deadline = performance.now() + patienceMs
  opening ??= createServices(appEnvironment())
  const opened = await opening.catch((error: unknown) => {
    // Nobody has answered yet what REDIS_URL names: the next request asks again.
    opening = undefined
    throw error
  })
  // A first request may come before the connection is up; when it does not come up, the command itself says so.
  if (opened.redis.status !== 'ready') {
    // One wait for all that come meanwhile.
    connecting ??= redisReady(opened.redis, deadline - performance.now())
      .catch(() => {})
      .finally(() => {
        connecting = undefined
      })
    await connecting
  }
  return opened
}

async function createServices(env: Environment): Promise<Services> {
  const log = createLog('web', env.logLevel)
  const connect = await openRedis(env, log, patienceMs)
  const redis = connect('commands')
  const { auth, links } = await openAuth(env, redis)
  const keys = createKeyRing(await rootSecrets(env))
  const owners = createJobOwners(keys)
  return {
    env,
    log,
    redis,
    queues: createQueues(redis, env.prefix),
    queueNames: jobTypeNames,
    lookAtQueue: createQueueLook(redis, env.prefix),
    workers: createWorkerRegistry(redis, env.prefix),
    reader: createJobReader(redis, env.prefix, owners),
    logs: createLogReader(redis, env.prefix),
    tombstones: createTombstones(redis, env.prefix, owners),
    pins: createPins(redis, env.prefix),
    cancels: createCancels(redis, env.prefix),
    idempotency: createIdempotency(redis, env.prefix),
    schedules: createScheduleStore(redis, env.prefix),
    storage: createStorageGauge({ redis, prefix: env.prefix, dataDir: env.dataDir }),
    audit: createAudit(redis, env.prefix, log),
    refusals: createRefusalGate(),
    limits: createLimits(redis, env.prefix, env.limits),
    uploads: new InFlight('uploads', env.limits ? maxUploadsAtOnce : Number.POSITIVE_INFINITY),
    lag: watchLoopLag(),
    auth,
    links,
    ownership: createOwnership(keys, redis, env.prefix),
    jobLinks: createJobLinks(keys, redis, env.prefix),
    downloadPass: createDownloadPass(env),
    paths: dataPaths(env.dataDir),
    samplesDir: join(process.cwd(), 'workers', 'samples'),
  }
}
