import { beatEveryMs, createWorkerRegistry, type WorkerBeat } from '#server/liveness/worker-registry.ts'
import type { RedisClient } from '#server/redis.ts'

export interface HeartbeatOptions {
  /** Of its own: a beat must not wait behind the work. */
  redis: RedisClient
  prefix: string
  about: Omit<WorkerBeat, 'jobs'>
  /** The ids of the jobs that run now. */
  running: ReadonlySet<string>
  everyMs?: number
  lifeMs?: number
}

/**
 * Tells every web process that this worker is alive, until it is closed. A blocked event loop gives no sign of life either, and
 * rightly so: it does not renew its locks. Resolves after the first beat, so that no job runs under a name nobody knows.
 */
export async function startHeartbeat(options: HeartbeatOptions): Promise<{ close(): Promise<void> }> {
  const { redis, prefix, about, running, everyMs = beatEveryMs, lifeMs } = options
  const registry = createWorkerRegistry(redis, prefix, lifeMs)
  let beating: Promise<void> | undefined

  // The connection reports its own outages; a beat that was missed is followed by the next one.
  function beat(): Promise<void> {
    beating ??= registry
      .beat({ ...about, jobs: [...running] })
      .catch(() => {})
      .finally(() => {
        beating = undefined
      })
    return beating
  }

  await new Promise<void>((resolve) => {
    if (redis.status === 'ready') resolve()
    else redis.once('ready', () => resolve())
  })
  await beat()
  redis.on('ready', beat)
  const timer = setInterval(beat, everyMs)
  return {
    async close() {
      clearInterval(timer)
      redis.off('ready', beat)
      await beating
      // If Redis is away, the last beat runs out by itself.
      await registry.leave(about.name).catch(() => {})
    },
  }
}
