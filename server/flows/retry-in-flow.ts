import type { Result } from 'ioredis'
import type { JobAddress } from '#core/job-id.ts'
import { type Queues, queueKey } from '#server/queues.ts'
import { familyLua } from './family-lua.ts'

/**
 * Puts a failed job back in line and with it what it failed of. BullMQ's own retry knows one job: a parent would run without the children it
 * failed of, or be failed by them once more; and a child that succeeds this time would find its parent failed for ever.
 *
 * - A job goes back to waiting while children have not ended. Children it failed of go back first, and theirs; of one that was cancelled as
 *   a whole the cancelled ones. Those that succeeded meanwhile count.
 * - A parent that failed only because of the job waits again, once none of its other children stands in the way; so does the one above it.
 *
 * KEYS[1] the job's key. ARGV the prefix with its colon. Returns 1, -1 for a job that is gone, -3 for one that has not failed, and 0 for one
 * that is another program's.
 */
const script = `
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local prefix = ARGV[1]
${familyLua}
local function isAbout(text, words) return type(text) == 'string' and string.find(text, words) ~= nil end
local ofChild, cancelled = '^child .+ failed$', '^Cancelled'

-- What a new beginning takes away, as in BullMQ.
local function reset(key) redis.call('HDEL', key, 'finishedOn', 'processedOn', 'failedReason', 'atm', 'defa') end

local function waitAgain(base, id)
  redis.call('ZADD', base .. 'waiting-children', now, id)
  tell(base, 'waiting-children', 'jobId', id)
end

local revive

-- What the parent keeps of a child that failed, brought to where the child is now.
local function settle(key, child, isHarmless, isTree)
  local base, id = place(child)
  local function forget()
    if isHarmless then redis.call('HDEL', key .. ':failed', child) else redis.call('ZREM', key .. ':unsuccessful', child) end
  end
  if not base or redis.call('EXISTS', child) == 0 then
    -- Nobody can bring it back, and it must not fail the parent once more.
    if not isHarmless then forget() end
  elseif redis.call('ZSCORE', base .. 'completed', id) then
    forget()
    redis.call('HSET', key .. ':processed', child, redis.call('HGET', child, 'returnvalue') or 'null')
  elseif not redis.call('ZSCORE', base .. 'failed', id) then
    forget()
    redis.call('SADD', key .. ':dependencies', child)
  elseif isOwn(child) and (not isHarmless or (isTree and isAbout(redis.call('HGET', child, 'failedReason'), cancelled))) then
    forget()
    redis.call('SADD', key .. ':dependencies', child)
    revive(child)
  elseif not isHarmless then
    forget()
    redis.call('HSET', key .. ':failed', child, redis.call('HGET', child, 'failedReason') or '')
  end
end

revive = function(key)
  local base, id = place(key)
  if redis.call('ZREM', base .. 'failed', id) == 0 then return end
  local isTree = isAbout(redis.call('HGET', key, 'failedReason'), cancelled)
  reset(key)
  for _, child in ipairs(redis.call('ZRANGE', key .. ':unsuccessful', 0, -1)) do settle(key, child, false, isTree) end
  for _, child in ipairs(redis.call('HKEYS', key .. ':failed')) do settle(key, child, true, isTree) end
  if redis.call('SCARD', key .. ':dependencies') > 0 then waitAgain(base, id) else toLine(base, id, 'failed') end
end

-- Lets the parent of a job that is on its way again wait for it, if it can.
local function claim(key)
  local parentKey = redis.call('HGET', key, 'parentKey') or ''
  local base, id = place(parentKey)
  if not base or not isOwn(parentKey) then return end
  local failed, harmless = parentKey .. ':unsuccessful', parentKey .. ':failed'
  if not redis.call('ZSCORE', failed, key) and redis.call('HEXISTS', harmless, key) == 0 then return end
  local isFailed = redis.call('ZSCORE', base .. 'failed', id)
  -- In line only to be failed by whoever takes it.
  local isDoomed = not isFailed and isAbout(redis.call('HGET', parentKey, 'defa'), ofChild)
    and not redis.call('LPOS', base .. 'active', id)
  local waits = redis.call('ZSCORE', base .. 'waiting-children', id)
  local fellWithIt = isFailed and isAbout(redis.call('HGET', parentKey, 'failedReason'), ofChild)
  if not (waits or isDoomed or fellWithIt) then return end
  redis.call('ZREM', failed, key)
  redis.call('HDEL', harmless, key)
  redis.call('SADD', parentKey .. ':dependencies', key)
  if waits or redis.call('ZCARD', failed) > 0 then return end
  if fellWithIt then
    redis.call('ZREM', base .. 'failed', id)
    reset(parentKey)
  elseif redis.call('LREM', base .. 'wait', -1, id) + redis.call('ZREM', base .. 'prioritized', id) == 0 then
    return
  else
    redis.call('HDEL', parentKey, 'defa')
  end
  waitAgain(base, id)
  if fellWithIt then claim(parentKey) end
end

local key = KEYS[1]
local base, id = place(key)
if not base or redis.call('EXISTS', key) == 0 then return -1 end
if not redis.call('ZSCORE', base .. 'failed', id) then return -3 end
if not isOwn(key) then return 0 end
revive(key)
claim(key)
return 1
`

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillRetryInFlow(key: string, prefix: string): Result<number, Context>
  }
}

/** `foreign`: it was not touched. */
export type RetriedInFlow = 'retried' | 'gone' | 'not failed' | 'foreign'

/** Retries a job that has a parent or children. */
export async function retryInFlow(
  { redis, prefix }: Pick<Queues, 'redis' | 'prefix'>,
  { queue, id }: JobAddress,
): Promise<RetriedInFlow> {
  redis.defineCommand('waybillRetryInFlow', { lua: script, numberOfKeys: 1 })
  const answer = await redis.waybillRetryInFlow(queueKey(prefix, queue, id), `${prefix}:`)
  if (answer === 0) return 'foreign'
  if (answer === -1) return 'gone'
  return answer === 1 ? 'retried' : 'not failed'
}
