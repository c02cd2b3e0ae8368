import type { Result } from 'ioredis'
import type { RedisClient } from '#server/redis.ts'

type Verdict = [verdict: string, id?: string]

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillBeginSubmits(
      keys: number,
      ...keysAndArguments: (string | number)[]
    ): Result<[root: string, ...Verdict[]], Context>
    waybillEndSubmits(keys: number, ...keysAndArguments: string[]): Result<number, Context>
  }
}

/**
 * KEYS[1] the root ids are derived from, then the record of each idempotency key.
 * ARGV: the root the caller knows, how long a submit may take (ms), how long a record is kept (s), then for each record the
 * request's digest and the id it derived.
 *
 * Returns the root, and a verdict for each record if it is the one the caller knew. The first who comes gets the record, and a
 * lease. Whoever comes after the lease has run out without a result takes over: the process that held it may be dead. Time is
 * Redis' own, so that the clocks of web nodes do not matter.
 */
const beginScript = `
local root = redis.call('GET', KEYS[1])
if not root then
  root = ARGV[1]
  redis.call('SET', KEYS[1], root)
end
local answer = { root }
if root ~= ARGV[1] then return answer end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local lease = string.format('%.0f', now + ARGV[2])

local function verdict(record, request, id)
  local known = redis.call('HMGET', record, 'request', 'id', 'done', 'lease')
  if not known[1] then
    redis.call('HSET', record, 'request', request, 'id', id, 'lease', lease)
    redis.call('EXPIRE', record, ARGV[3])
    return { 'new', id }
  end
  if known[1] ~= request then return { 'mismatch' } end
  if known[3] then return { 'done', known[2] } end
  if now < tonumber(known[4]) then return { 'busy' } end
  redis.call('HSET', record, 'lease', lease)
  return { 'again', known[2] }
end

for i = 2, #KEYS do answer[i] = verdict(KEYS[i], ARGV[2 * i], ARGV[2 * i + 1]) end
return answer
`

/**
 * KEYS the records, ARGV how the submits ended and the id of each. An expired record is not written again: it would have no end.
 */
const endScript = `
for i, record in ipairs(KEYS) do
  if redis.call('HGET', record, 'id') == ARGV[i + 1] then
    if ARGV[1] == 'done' then redis.call('HSET', record, 'done', '1') else redis.call('DEL', record) end
  end
end
return #KEYS
`

/** Teaches a connection the two scripts. */
export function defineIdempotencyScripts(redis: RedisClient): void {
  redis.defineCommand('waybillBeginSubmits', { lua: beginScript })
  redis.defineCommand('waybillEndSubmits', { lua: endScript })
}
