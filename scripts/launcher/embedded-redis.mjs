import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { connectRedis } from './connect-redis.mjs'
import { anyFreePort } from './free-port.mjs'
import { processStart } from './process-start.mjs'
import { writeRedisConf } from './redis-conf.mjs'
import { shutDownLeftoverRedis } from './shut-down-leftover-redis.mjs'

const containerDir = '/data'

/**
 * Prepares a Redis of our own with its data in `dir`: a free port of this machine, a password nobody else knows. Each
 * `spawnChild()` starts it anew on the same port and password, so that clients find it again. What an earlier start left
 * running on `dir` is shut down first.
 */
export async function prepareEmbeddedRedis({ program, dir, prefix = 'bull', durable = true }) {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  await shutDownLeftoverRedis(dir)
  const folder = await realpath(dir)
  const conf = join(folder, 'redis.conf')
  const port = await anyFreePort()
  const password = randomBytes(32).toString('hex')
  const user = { name: 'waybill', password: randomBytes(32).toString('hex'), prefix }
  await writeRedisConf(conf, {
    // Inside a container loopback is the container's own; which address it is published on is said to its runtime.
    bind: program.image ? '0.0.0.0' : '127.0.0.1',
    dir: program.image ? containerDir : folder,
    port,
    password,
    user,
    version: program.version,
    durable,
  })
  const url = `redis://:${password}@127.0.0.1:${port}`
  return {
    url,
    /** For those who work with jobs: they may do that and nothing else. */
    clientUrl: `redis://${user.name}:${user.password}@127.0.0.1:${port}`,
    spawnChild() {
      const child = spawn(program.command, redisArguments(program, { folder, conf, port }), {
        // A process group of its own: Ctrl-C must not end it before web and worker are through.
        detached: true,
        cwd: folder,
        env: { ...process.env, ...program.env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      if (child.pid) {
        const self = JSON.stringify({ pid: child.pid, started: processStart(child.pid) })
        writeFileSync(join(folder, 'redis.pid'), self)
      }
      return { child, ready: whenAnswering(url, child) }
    },
  }
}

function redisArguments({ image }, { folder, conf, port }) {
  if (!image) return [conf]
  const { uid, gid } = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  const publish = `127.0.0.1:${port}:${port}`
  const container = ['run', '--rm', '--user', `${uid}:${gid}`, '-p', publish, '-v', `${folder}:${containerDir}`]
  return [...container, image, 'redis-server', `${containerDir}/redis.conf`]
}

/** Resolves once Redis has loaded its data and answers; never when it ends before. */
async function whenAnswering(url, child) {
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  for (;;) {
    if (ended) return new Promise(() => {})
    if (await answers(url)) return undefined
    await delay(25)
  }
}

async function answers(url) {
  try {
    const redis = await connectRedis(url, { timeoutMs: 1_000 })
    try {
      return (await redis.call('PING')) === 'PONG'
    } finally {
      redis.close()
    }
  } catch {
    // Not up yet, or still loading: the caller asks again for as long as the process lives.
    return false
  }
}
