import { connectRedis } from './connect-redis.mjs'
import { LaunchError } from './launch-error.mjs'
import { isRecentEnough, oldestRedis } from './redis-version.mjs'

/** Refuses a REDIS_URL that does not answer, is too old, or could evict jobs. */
export async function checkExternalRedis(url, options) {
  const place = whereabouts(url)
  const info = await readInfo(url, options).catch((error) => {
    throw new LaunchError(
      `The Redis of REDIS_URL (${place}) cannot be used: ${error.message}. Start it or correct REDIS_URL; without REDIS_URL Waybill starts its own.`,
    )
  })
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

/** The URL as it may be shown: with host, port and database, without who signs in. */
function whereabouts(url) {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw new LaunchError('REDIS_URL is not a Redis address. Write redis://host:6379, or rediss:// for TLS.')
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
