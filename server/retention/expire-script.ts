import { keepingScript } from './keeping-script.ts'

/**
 * Takes jobs away whose time is over: leaves a tombstone, tells the queue's event stream, and removes what BullMQ's own removal of a
 * finished job removes; all in one step, so that nobody ever sees half of it. Whether the time is over is decided here and nowhere else: a
 * job that was retried, pinned or kept for longer since somebody last looked stays.
 *
 * KEYS the queue's prefix, its list `due`, its list `gone`, the beginning of its tombstones' names. ARGV now, how long a tombstone stands
 * in milliseconds, then for each job its id, the attempt it was read at, and its tombstone. Returns the ids of those that went.
 */
export const expireScript = `${keepingScript}
local base, due, gone, tombstones = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now = tonumber(ARGV[1])
local time = redis.call('TIME')
local clock = time[1] * 1000 + math.floor(time[2] / 1000)
local kept = tonumber(redis.call('HGET', base .. 'meta', 'opts.maxLenEvents')) or 10000

local function remove(id, set)
  local key = base .. id
  local unique = redis.call('HGET', key, 'deid')
  if unique and redis.call('GET', base .. 'de:' .. unique) == id then
    redis.call('DEL', base .. 'de:' .. unique, base .. 'dn:' .. unique)
  end
  redis.call('ZREM', base .. set, id)
  redis.call('DEL', key, key .. ':logs', key .. ':dependencies', key .. ':processed', key .. ':failed', key .. ':unsuccessful')
end

local went = {}
for i = 3, #ARGV, 3 do
  local id, attempt, tombstone = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local set, till, isHeld = keeping(base, id)
  if isHeld then
    redis.call('ZADD', due, now + 60000, id)
  elseif not till then
    -- Of one that is pinned the list is told again when it no longer is, of one that runs again when it ends.
    redis.call('ZREM', due, id)
  elseif till > now then
    redis.call('ZADD', due, till, id)
  elseif tombstone == '' or (redis.call('HGET', base .. id, 'ats') or '0') ~= attempt then
    -- It moved between two looks. A minute keeps one that is always odd from standing before all others.
    redis.call('ZADD', due, now + 60000, id)
  else
    redis.call('SET', tombstones .. id, tombstone, 'PX', ARGV[2])
    redis.call('XADD', base .. 'events', 'MAXLEN', '~', kept, '*', 'event', 'expired', 'jobId', id)
    remove(id, set)
    redis.call('ZREM', due, id)
    redis.call('ZADD', gone, clock, id)
    went[#went + 1] = id
  end
end
return went
`
