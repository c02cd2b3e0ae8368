import type { Result } from 'ioredis'
import type { RedisClient } from '#server/redis.ts'

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillAudit(
      stream: string,
      head: string,
      prev: string,
      entry: string,
      hash: string,
      max: number,
    ): Result<[done: number, idOrHead: string], Context>
  }
}

/**
 * KEYS: the stream of entries, the hash of the last one. ARGV: the hash the caller built upon, the entry, its hash, how many are kept.
 * Writes the entry only when it continues the chain, else says what it would have to continue: Lua in Redis knows no SHA-256, so the
 * hash is made outside, and two writers at once cannot both be right.
 */
const script = `
local head = redis.call('GET', KEYS[2]) or ''
if head ~= ARGV[1] then return {0, head} end
redis.call('SET', KEYS[2], ARGV[3])
return {1, redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[4], '*', 'entry', ARGV[2], 'hash', ARGV[3])}`

export function defineAuditScript(redis: RedisClient): void {
  redis.defineCommand('waybillAudit', { numberOfKeys: 2, lua: script })
}
