import { join } from 'node:path'
import { Redis } from 'ioredis'
import { readRedisConf } from '../scripts/launcher/redis-conf.mjs'

/** A connection to the Redis of a Waybill under test, with all rights, as another program on the machine might have. */
export async function connectEmbeddedRedis(dataDir: string): Promise<Redis> {
  const conf = await readRedisConf(join(dataDir, 'redis', 'redis.conf'))
  if (!conf) throw new Error('The embedded Redis has no configuration to read.')
  return new Redis({ host: '127.0.0.1', port: Number(conf.port), password: conf.password })
}
