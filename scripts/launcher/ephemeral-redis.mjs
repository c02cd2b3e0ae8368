import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnd } from './child-end.mjs'
import { prepareEmbeddedRedis } from './embedded-redis.mjs'
import { findRedis } from './find-redis.mjs'
import { LaunchError } from './launch-error.mjs'

/**
 * Starts a Redis that keeps nothing, for tests and measurements: `{url, env, close()}`. `env` is what its program needs to be
 * started once more.
 */
export async function startEphemeralRedis({ root, say, signal }) {
  const program = await findRedis({ root, say, signal })
  const dir = await mkdtemp(join(tmpdir(), 'waybill-redis-'))
  const redis = await prepareEmbeddedRedis({ program, dir, durable: false })
  const { child, ready } = redis.spawnChild()
  const end = childEnd(child)
  // Ended from outside (Ctrl-C, a failed test run): it must not outlive us.
  const killIt = () => child.kill('SIGKILL')
  process.once('exit', killIt)
  const close = async () => {
    process.off('exit', killIt)
    child.kill('SIGTERM')
    await end
    await rm(dir, { recursive: true, force: true })
  }
  const died = await Promise.race([ready, end])
  if (died === undefined) return { url: redis.url, env: program.env ?? {}, close }
  await close()
  throw new LaunchError(`Redis (${program.command}) ended before it was ready:\n${died.tail}`)
}
