import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connectRedis } from './connect-redis.mjs'
import { LaunchError } from './launch-error.mjs'
import { processStart } from './process-start.mjs'
import { readRedisConf } from './redis-conf.mjs'

// One that answers gets the time to finish writing; one that does not has stopped for good.
const patienceMs = { answering: 10_000, silent: 2_000 }

/**
 * Ends a Redis that outlived its supervisor (kill -9) and still writes to `dir`: two of them would ruin each other's files.
 * Whatever else listens on its old port is left alone.
 */
export async function shutDownLeftoverRedis(dir) {
  const conf = await readRedisConf(join(dir, 'redis.conf'))
  const last = JSON.parse(await readFile(join(dir, 'redis.pid'), 'utf8').catch(() => 'null'))
  const runs = () => last !== null && processStart(last.pid) === last.started
  const asked = conf !== undefined && (await askToShutDown(conf))
  const isGone = async () => !runs() && !(conf && (await isOurs(conf)))
  if (asked || runs()) await waitUntil(isGone, asked ? patienceMs.answering : patienceMs.silent)
  if (!runs()) return

  // It is ours by pid and start time, and it does not listen to reason. What it acknowledged is on disk already.
  process.kill(last.pid, 'SIGKILL')
  if (await waitUntil(async () => !runs(), patienceMs.answering)) return
  throw new LaunchError(
    `A Redis of an earlier start (pid ${last.pid}) still uses ${dir} and does not end. End it, then start Waybill again.`,
  )
}

async function askToShutDown(conf) {
  return (
    (await withOurs(conf, async (redis) => {
      // It closes the connection instead of answering.
      await redis.call('SHUTDOWN').catch(() => {})
      return true
    })) === true
  )
}

const isOurs = async (conf) => (await withOurs(conf, async () => true)) === true

/** Calls `use` with a connection when the Redis on our port knows our password and has our data; else undefined. */
async function withOurs({ port, password, dir }, use) {
  let redis
  try {
    redis = await connectRedis(`redis://:${password}@127.0.0.1:${port}`, { timeoutMs: 1_000 })
    const [, reported] = await redis.call('CONFIG', 'GET', 'dir')
    return reported === dir ? await use(redis) : undefined
  } catch {
    // Nothing listens there, or a stranger that does not know our password.
    return undefined
  } finally {
    redis?.close()
  }
}

async function waitUntil(condition, withinMs) {
  const deadline = performance.now() + withinMs
  while (performance.now() < deadline) {
    if (await condition()) return true
    await delay(50)
  }
  return false
}
