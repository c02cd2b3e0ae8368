/**
 * Lua for scripts that end or revive jobs of a flow. What BullMQ does for the parent when a worker ends a child, this does when nobody runs
 * it: at once, all the way up, and without a worker. Expects `prefix` with its colon, and `now` in milliseconds as text.
 *
 * - `place(key)`: the queue's keys' beginning, the job's id and the queue's name, from a job's key.
 * - `isOwn(key)`: whether Waybill submitted the job. What other programs tied together is left alone.
 * - `policyOf(key)`: what the parent does when the job fails; nothing when it would wait for ever.
 * - `tell(base, ...)`: writes to the queue's event stream.
 * - `toLine(base, id, prev)`: puts a job in line. As BullMQ a parent goes before the others.
 * - `endFailed(base, id, reason, prev)`: keeps a job that is on no list any more as failed.
 * - `tellParent(key, reason)`: lets the parent know that the job has failed for good.
 */
export const familyLua = `
local function place(key)
  if string.sub(key, 1, #prefix) ~= prefix then return nil end
  local colon = string.find(key, ':', #prefix + 1, true)
  if not colon then return nil end
  return string.sub(key, 1, colon), string.sub(key, colon + 1), string.sub(key, #prefix + 1, colon - 1)
end

local function json(key, field)
  local length = redis.call('HSTRLEN', key, field)
  if length == 0 or length > 65536 then return {} end
  local ok, value = pcall(cjson.decode, redis.call('HGET', key, field))
  return ok and type(value) == 'table' and value or {}
end

local owns, most = {}, {}
local function isOwn(key)
  if owns[key] == nil then
    local own = redis.call('TYPE', key).ok == 'hash' and json(key, 'opts').waybill
    owns[key] = type(own) == 'table' and own.v == 1
  end
  return owns[key]
end

local function policyOf(key)
  local parent = json(key, 'parent')
  return parent.fpof and 'fail' or parent.cpof and 'continue' or parent.idof and 'ignore' or nil
end

local function tell(base, ...)
  most[base] = most[base] or tonumber(redis.call('HGET', base .. 'meta', 'opts.maxLenEvents')) or 10000
  redis.call('XADD', base .. 'events', 'MAXLEN', '~', most[base], '*', 'event', ...)
end

local function toLine(base, id, prev)
  local priority = tonumber(redis.call('HGET', base .. id, 'priority')) or 0
  if priority > 0 then
    local nth = redis.call('INCR', base .. 'pc') % 4294967296
    redis.call('ZADD', base .. 'prioritized', string.format('%.0f', priority * 4294967296 + nth), id)
  else
    redis.call(prev == 'failed' and 'LPUSH' or 'RPUSH', base .. 'wait', id)
  end
  local meta = redis.call('HMGET', base .. 'meta', 'paused', 'concurrency')
  local full = meta[2] and redis.call('LLEN', base .. 'active') >= tonumber(meta[2])
  if not meta[1] and not full then redis.call('ZADD', base .. 'marker', 0, '0') end
  tell(base, 'waiting', 'jobId', id, 'prev', prev)
end

local function endFailed(base, id, reason, prev)
  local key = base .. id
  redis.call('HDEL', key, 'defa')
  redis.call('HSET', key, 'failedReason', reason, 'finishedOn', now)
  redis.call('ZADD', base .. 'failed', now, id)
  tell(base, 'failed', 'jobId', id, 'failedReason', reason, 'prev', prev)
end

local function tellParent(key, reason)
  local parentKey = redis.call('HGET', key, 'parentKey') or ''
  local base, id = place(parentKey)
  if not base or not isOwn(parentKey) or redis.call('SREM', parentKey .. ':dependencies', key) == 0 then return end
  local policy = policyOf(key)
  if policy == 'fail' then
    local failure = 'child ' .. key .. ' failed'
    redis.call('ZADD', parentKey .. ':unsuccessful', now, key)
    if redis.call('ZREM', base .. 'waiting-children', id) + redis.call('ZREM', base .. 'delayed', id) > 0 then
      redis.call('HDEL', parentKey, 'processedOn')
      endFailed(base, id, failure, 'waiting-children')
      tellParent(parentKey, failure)
    elseif not redis.call('ZSCORE', base .. 'failed', id) then
      -- BullMQ's mark: whoever takes the parent, or tries to complete it, ends it.
      redis.call('HSETNX', parentKey, 'defa', failure)
    end
    return
  end
  redis.call('HSET', parentKey .. ':failed', key, reason)
  local goesOn = policy == 'continue' or redis.call('SCARD', parentKey .. ':dependencies') == 0
  if goesOn and redis.call('ZREM', base .. 'waiting-children', id) == 1 then toLine(base, id, 'waiting-children') end
end
`
