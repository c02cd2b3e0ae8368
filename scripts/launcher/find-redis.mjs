import { findExecutable } from './find-executable.mjs'
import { LaunchError } from './launch-error.mjs'
import { isRecentEnough, oldestRedis, redisVersionOf } from './redis-version.mjs'
import { runCommand } from './run-command.mjs'
import { unpackDebianRedis } from './unpack-debian-redis.mjs'

const names = ['redis-server', 'valkey-server']
const brewFolders = ['/opt/homebrew/bin', '/usr/local/bin', '/home/linuxbrew/.linuxbrew/bin']
const image = 'redis:7-alpine'

/**
 * Finds a Redis or Valkey that can be started here, and fetches one when there is none: `{command, version, env?}`, or
 * `{command, version, image}` for a container. A Redis that happens to listen somewhere is
 * never used: its owner did not ask for our jobs.
 *
 * @param {{ root: string, say: (line: string) => void, signal?: AbortSignal }} context
 * @returns {Promise<{ command: string, version: string, env?: Record<string, string>, image?: string }>}
 */
export async function findRedis({ root, say, signal }) {
  const found =
    (await installed()) ??
    (await unpackDebianRedis({ root, say, signal })) ??
    (await fromBrew({ say, signal })) ??
    (await fromContainer())
  if (found) return found
  throw new LaunchError(
    `There is no Redis ${oldestRedis} or newer on this machine and none could be fetched. Install one (Debian and Ubuntu: apt-get install redis-server; macOS: brew install redis), or set REDIS_URL to one that runs.`,
  )
}

async function installed() {
  for (const name of names) {
    const command = findExecutable([name], brewFolders)
    const version = command && (await redisVersionOf(command))
    if (isRecentEnough(version)) return { command, version }
  }
  return undefined
}

async function fromBrew({ say, signal }) {
  const brew = findExecutable(['brew'], brewFolders)
  if (!brew) return undefined
  say('There is no Redis here: installing one with Homebrew…')
  const { code } = await runCommand(brew, ['install', 'redis'], { signal })
  return code === 0 ? installed() : undefined
}

async function fromContainer() {
  const command = findExecutable(['docker', 'podman'])
  if (!command) return undefined
  // The client alone is not enough: its daemon must answer.
  const { code } = await runCommand(command, ['info'])
  return code === 0 ? { command, version: '7.0.0', image } : undefined
}
