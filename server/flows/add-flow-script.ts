/**
 * Adds a job and all it waits for in one step, as BullMQ's own flows are kept: nobody ever sees half a flow. BullMQ's producer sends a
 * command for each job in one transaction, which cannot be made to depend on anything: sent again, because an answer was lost, it would
 * let parents wait for children that have failed meanwhile. Here a flow that is there already stays as it is.
 *
 * KEYS[1] the key of the first job. ARGV the time, the prefix with its colon, the attempt of the running job that adds a child or nothing,
 * then for each job, parents first: its queue, id, data, options, delay, priority, its parent's key and BullMQ's record of the parent or
 * nothing, and whether it waits for others.
 * Returns 1 when all was added, 0 when it is there already, -1 when the running job no longer is the one that asked.
 */
export const addFlowScript = `
local now, prefix, attempt = ARGV[1], ARGV[2], ARGV[3]
local key, parentKey = KEYS[1], ARGV[10]
local fields = 9

if parentKey ~= '' then
  if redis.call('HGET', parentKey, 'ats') ~= attempt or redis.call('EXISTS', parentKey .. ':lock') == 0 then return -1 end
  -- Of a child that ended and was removed the parent still knows.
  if redis.call('HEXISTS', parentKey .. ':processed', key) == 1 or redis.call('HEXISTS', parentKey .. ':failed', key) == 1
    or redis.call('ZSCORE', parentKey .. ':unsuccessful', key) or redis.call('SISMEMBER', parentKey .. ':dependencies', key) == 1 then
    return 0
  end
end
if redis.call('EXISTS', key) == 1 then return 0 end

local queues = {}
local function queueOf(name)
  local known = queues[name]
  if known then return known end
  local base = prefix .. name .. ':'
  local meta = redis.call('HMGET', base .. 'meta', 'paused', 'concurrency', 'opts.maxLenEvents')
  local full = meta[2] and redis.call('LLEN', base .. 'active') >= tonumber(meta[2])
  known = { base = base, open = not meta[1] and not full, most = meta[3] or 10000 }
  queues[name] = known
  return known
end

local function tell(queue, ...) redis.call('XADD', queue.base .. 'events', 'MAXLEN', '~', queue.most, '*', 'event', ...) end

-- As BullMQ: in the order they came, within the same millisecond too.
local function delayedScore(base, at)
  local last = redis.call('ZREVRANGEBYSCORE', base .. 'delayed', (at + 1) * 4096 - 1, at * 4096, 'WITHSCORES', 'LIMIT', 0, 1)
  if not last[2] then return at * 4096 end
  return math.min(tonumber(last[2]) + 1, (at + 1) * 4096 - 1)
end

local text = function(number) return string.format('%.0f', number) end

for i = 4, #ARGV, fields do
  local name, id, data, opts, delay, priority, parent, record, waits = unpack(ARGV, i, i + fields - 1)
  local queue = queueOf(name)
  local base = queue.base
  local job = base .. id
  redis.call('INCR', base .. 'id')
  redis.call('HSET', job, 'name', name, 'data', data, 'opts', opts, 'timestamp', now, 'delay', delay, 'priority', priority)
  tell(queue, 'added', 'jobId', id, 'name', name)
  if parent ~= '' then
    redis.call('HSET', job, 'parentKey', parent, 'parent', record)
    redis.call('SADD', parent .. ':dependencies', job)
  end
  if waits == '1' then
    redis.call('ZADD', base .. 'waiting-children', now, id)
    tell(queue, 'waiting-children', 'jobId', id)
  elseif delay ~= '0' then
    local at = tonumber(now) + tonumber(delay)
    redis.call('ZADD', base .. 'delayed', text(delayedScore(base, at)), id)
    tell(queue, 'delayed', 'jobId', id, 'delay', text(at))
    local first = redis.call('ZRANGE', base .. 'delayed', 0, 0, 'WITHSCORES')
    redis.call('ZADD', base .. 'marker', tonumber(first[2]) / 4096, '1')
  else
    if priority ~= '0' then
      local nth = redis.call('INCR', base .. 'pc') % 4294967296
      redis.call('ZADD', base .. 'prioritized', text(tonumber(priority) * 4294967296 + nth), id)
    else
      redis.call('LPUSH', base .. 'wait', id)
    end
    if queue.open then redis.call('ZADD', base .. 'marker', 0, '0') end
    tell(queue, 'waiting', 'jobId', id)
  end
end
return 1
`
