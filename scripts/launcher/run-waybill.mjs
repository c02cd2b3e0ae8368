import { prepareEmbeddedRedis } from './embedded-redis.mjs'
import { LaunchError } from './launch-error.mjs'
import { spawnProcess } from './spawn-process.mjs'
import { openStatusFile } from './status-file.mjs'
import { supervise } from './supervise.mjs'

// A worker gives its jobs 25 s; the web process closes its connections within 10 s.
const graceMs = { web: 12_000, worker: 30_000, redis: 10_000 }

const noWatch = () => () => {}

/**
 * Runs Waybill until `signal` aborts: Redis first (`redis` is the program to start, or absent with a REDIS_URL), then the
 * processes `argsOf` names, ended in reverse order. `whileRunning` gets them as soon as they were started and returns its close.
 */
export async function runWaybill({
  environment,
  url,
  mode,
  argsOf,
  redis,
  root,
  say,
  signal,
  took,
  whileRunning = noWatch,
}) {
  const { dataDir, role, host, port } = environment
  const status = openStatusFile(dataDir, { url })
  const watch = (name, rest) => supervise({ name, say, onChange: (pid) => status.update(name, pid), ...rest })
  const names = ['web', 'worker'].filter((name) => role === 'all' || role === name)
  let redisServer
  let processes = []
  let closeWatch = noWatch()
  try {
    await status.update('redis', undefined)
    let redisUrl = environment.redisUrl
    if (redis) {
      const embedded = await prepareEmbeddedRedis({
        program: redis,
        dir: `${dataDir}/redis`,
        prefix: environment.prefix,
      })
      redisUrl = embedded.clientUrl
      redisServer = watch('redis', { spawnChild: embedded.spawnChild })
      const outcome = await Promise.race([redisServer.ready, aborted(signal)])
      if (outcome === 'stopped') return
      if (outcome !== 'ready') throw new LaunchError('Waybill cannot start without its Redis.')
    }
    const env = {
      NODE_ENV: mode,
      REDIS_URL: redisUrl,
      PORT: String(port.port),
      HOST: host,
      WAYBILL_DATA_DIR: dataDir,
    }
    const news = {}
    processes = names.map((name) =>
      watch(name, {
        spawnChild: () => spawnProcess(argsOf(name), { root, env: { ...env, WAYBILL_ROLE: name } }),
        echo: (text) => process.stderr.write(text),
        onReady: (told) => Object.assign(news, told),
      }),
    )
    closeWatch = whileRunning(processes)
    const outcomes = await Promise.race([Promise.all(processes.map(({ ready }) => ready)), aborted(signal)])
    if (outcomes === 'stopped') return
    if (outcomes.includes('misconfigured'))
      throw new LaunchError('Correct the setting named above, then start Waybill again.')
    if (outcomes.every((outcome) => outcome === 'ready')) {
      say(readyLine(names, `${url}${news.signInPath ?? ''}`, took()))
      if (news.newToken && !news.signInPath) say(tokenLine(news.newToken, dataDir))
    }
    await aborted(signal)
  } finally {
    if (signal.aborted) say('Waybill is stopping…')
    closeWatch()
    await Promise.all(processes.map((process, index) => process.stop(graceMs[names[index]])))
    await redisServer?.stop(graceMs.redis)
    await status.close()
  }
}

const readyLine = (names, url, took) =>
  names.includes('web') ? `Waybill is ready on ${url} (${took})` : `Waybill's worker is ready (${took})`

const tokenLine = (token, dataDir) =>
  `Sign in with the token ${token} (shown only now; it is kept in ${dataDir}/token).`

/** Resolves to `stopped` when `signal` aborts. */
function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('stopped')
    else signal.addEventListener('abort', () => resolve('stopped'), { once: true })
  })
}
