import { connectRedis } from './connect-redis.mjs'
import { LaunchError } from './launch-error.mjs'
import { redisHole } from './redis-floor.mjs'
import { isRecentEnough, oldestRedis } from './redis-version.mjs'

/**
 * Refuses a REDIS_URL where nobody answers, or somebody who is too old or could evict jobs. Of the nodes of a cluster, one after
 * the other with commas between them, one has to answer: that one is away is why several are named. One with a known hole is said.
 *
 * @param {string} urls
 * @param {{ say?: (line: string) => void, timeoutMs?: number }} [options]
 */
export async function checkExternalRedis(urls, { say = () => {}, ...options } = {}) {
  const nodes = urls.split(',').map((url) => url.trim())
  const places = nodes.map(whereabouts)
  const answers = await Promise.allSettled(nodes.map((url) => readInfo(url, options)))
  for (const [i, { value }] of answers.entries()) {
    if (value === undefined) continue
    checkInfo(value, places[i])
    const hole = holeOf(value)
    if (hole) say(`The Redis of REDIS_URL (${places[i]}): ${hole}`)
  }
  if (answers.some(({ status }) => status === 'fulfilled')) return
  throw new LaunchError(
    `The Redis of REDIS_URL (${places.join(', ')}) cannot be used: ${answers[0].reason.message}. Start it or correct REDIS_URL; without REDIS_URL Waybill starts its own.`,
  )
}

function checkInfo(info, place) {
  const version = field(info, 'redis_version')
  if (!isRecentEnough(version)) {
    throw new LaunchError(
      `The Redis of REDIS_URL (${place}) is version ${version ?? 'unknown'}; Waybill needs ${oldestRedis} or newer. Update it, or leave REDIS_URL out and Waybill starts its own.`,
    )
  }
  const policy = field(info, 'maxmemory_policy')
  if (policy !== 'noeviction') {
    throw new LaunchError(
      `The Redis of REDIS_URL (${place}) has maxmemory-policy ${policy ?? 'unknown'}, so it could throw away jobs when memory runs short. Set it to noeviction: CONFIG SET maxmemory-policy noeviction, and the same in its configuration file.`,
    )
  }
}

/** Valkey says an old version of Redis, and its own beside it. */
const holeOf = (info) => (field(info, 'valkey_version') ? undefined : redisHole(field(info, 'redis_version')))

/** The URL as it may be shown: with host, port and database, without who signs in. */
function whereabouts(url) {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw new LaunchError(
      'REDIS_URL is not a Redis address. Write redis://host:6379, or rediss:// for TLS; nodes of a cluster with commas between them.',
    )
  }
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

async function readInfo(url, options) {
  const redis = await connectRedis(url, options)
  try {
    return `${await redis.call('INFO', 'server')}\r\n${await redis.call('INFO', 'memory')}`
  } finally {
    redis.close()
  }
}

const field = (info, name) => new RegExp(`^${name}:(\\S+)`, 'm').exec(info)?.[1]
