import { checkExternalRedis } from './check-external-redis.mjs'
import { checkNode } from './check-node.mjs'
import { findRedis } from './find-redis.mjs'
import { choosePort } from './free-port.mjs'
import { installPackages } from './install-packages.mjs'
import { openDataDir } from './open-data-dir.mjs'
import { readEnvironment } from './read-environment.mjs'
import { packagedVersion, redisHole } from './redis-floor.mjs'
import { runWaybill } from './run-waybill.mjs'
import { stopwatch } from './stopwatch.mjs'

// After a kill -9 of the supervisor its web process is still closing and holds the port for a moment.
const patienceAfterCrashMs = 5_000

/**
 * From a fresh clone to a running Waybill. `prepare` makes ready what is started once the packages are there; `argsOf(name)`
 * says how the process of that name is started.
 */
export async function launch({ root, say, signal, mode, prepare, argsOf, whileRunning }) {
  const took = stopwatch()
  checkNode()
  const environment = readEnvironment(process.env, { root })
  const dataDir = await openDataDir(environment.dataDir)
  try {
    // First whatever can be refused at once: nobody should wait for a build to learn that a port is taken.
    if (environment.redisUrl) await checkExternalRedis(environment.redisUrl, { say })
    const patienceMs = dataDir.unclean ? patienceAfterCrashMs : 0
    const port =
      environment.role === 'worker' ? environment.port.port : await choosePort(environment.port, { say, patienceMs })
    const url = environment.publicUrl ?? `http://${nameOf(environment.host)}:${port}`
    await installPackages({ root, say, signal })
    await prepare({ root, say, signal })
    const redis = environment.redisUrl ? undefined : await findRedis({ root, say, signal })
    if (redis) await warnOfOldRedis(redis, say)
    const settled = { ...environment, port: { port } }
    await runWaybill({ environment: settled, url, mode, argsOf, redis, root, say, signal, took, whileRunning })
  } finally {
    await dataDir.close()
  }
}

/** It serves this machine only, so an old one is a reason to say so and none to stop. */
async function warnOfOldRedis({ command, version, env, image }, say) {
  // What was unpacked for us and what is in a container is as new as its source was.
  const hole = env || image || /valkey/.test(command) ? undefined : redisHole(version, await packagedVersion(command))
  if (hole) say(hole)
}

/** How this machine reaches what listens on `host`. */
const nameOf = (host) => {
  if (host === '127.0.0.1' || host === '0.0.0.0') return 'localhost'
  return host.includes(':') ? `[${host === '::' ? '::1' : host}]` : host
}
