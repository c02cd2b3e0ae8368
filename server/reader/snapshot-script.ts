import { countedInLine } from '#core/job-limits.ts'
import { keepingScript } from '#server/retention/keeping-script.ts'
import { queueLua } from './queue-lua.ts'

/**
 * Reads a queue's place in its event stream, its counts and some of its jobs in one step. BullMQ writes every transition and its
 * event in one step too, so what this returns is exactly the state at that place: folding later events onto it equals the next
 * snapshot.
 *
 * KEYS[1] the event stream, KEYS[2] the queue's prefix with the final colon.
 * ARGV[1] how many of the newest of each list to read, the rest are job ids to read as well.
 *
 * Large values are left out (`false`), so that one job cannot make a board expensive; `data` and `returnvalue` are never read.
 */
export const snapshotScript: string = `${queueLua}${keepingScript}
local events, base = KEYS[1], KEYS[2]
local newest = tonumber(ARGV[1])
local limit = 65536
local counted = ${countedInLine}

local last = '0-0'
local info = redis.pcall('XINFO', 'STREAM', events)
if not info.err then
  for i = 1, #info, 2 do if info[i] == 'last-generated-id' then last = info[i + 1] end end
end

local counts = countsOf(base)

local rows, seen = {}, {}
local fields = {
  'name', 'timestamp', 'processedOn', 'finishedOn', 'ats', 'atm', 'pb', 'progress', 'opts', 'failedReason',
  'waybill:attempts', 'waybill:result', 'waybill:flags', 'waybill:cancel', 'waybill:retried',
  'parentKey',
}

local function field(key, name)
  local length = redis.call('HSTRLEN', key, name)
  if length == 0 or length > limit then return false end
  return redis.call('HGET', key, name)
end

-- Workers take from the right end of the list, and from the prioritized ones once it is empty. Counted as far as people count.
local places
local function place(id, state)
  if state == 'prioritized' then
    local rank = redis.pcall('ZRANK', base .. state, id)
    return type(rank) == 'number' and math.min(size('LLEN', base .. 'wait') + rank + 1, counted + 1)
  end
  if state ~= 'wait' then return false end
  if not places then
    places = {}
    local ids = redis.pcall('LRANGE', base .. 'wait', -counted, -1)
    if not ids.err then for i, each in ipairs(ids) do places[each] = #ids - i + 1 end end
  end
  return places[id] or counted + 1
end

-- BullMQ keeps a parent's children in four keys of their own; hardly any job has one.
local function children(key)
  local keys = { key .. ':dependencies', key .. ':processed', key .. ':failed', key .. ':unsuccessful' }
  if redis.call('EXISTS', unpack(keys)) == 0 then return false end
  local counts = {}
  for i, command in ipairs({ 'SCARD', 'HLEN', 'HLEN', 'ZCARD' }) do
    local n = redis.pcall(command, keys[i])
    counts[i] = type(n) == 'number' and n or 0
  end
  return table.concat(counts, ',')
end

-- How long a child is kept depends on its parent.
local function keptWith(key, id)
  if (redis.call('HGET', key, 'parentKey') or '') == '' then return false end
  local _, till, isHeld = keeping(base, id)
  return isHeld and 'held' or (till and string.format('%.0f', till)) or false
end

local function read(id, state, score)
  if seen[id] then return end
  seen[id] = true
  local key = base .. id
  local kind = redis.call('TYPE', key).ok
  if kind == 'none' then return end
  if kind ~= 'hash' then rows[#rows + 1] = { id, 'corrupt' } return end
  local row = { id, state, score or false, tostring(redis.call('HSTRLEN', key, 'returnvalue')) }
  for _, name in ipairs(fields) do row[#row + 1] = field(key, name) end
  local nth = place(id, state)
  row[#row + 1] = nth and tostring(nth) or false
  row[#row + 1] = children(key)
  row[#row + 1] = keptWith(key, id)
  rows[#rows + 1] = row
end

local function find(id)
  for _, state in ipairs({ 'completed', 'failed', 'delayed', 'prioritized', 'waiting-children' }) do
    local score = redis.pcall('ZSCORE', base .. state, id)
    if type(score) == 'string' then return state, score end
  end
  for _, list in ipairs({ 'active', 'wait' }) do
    local place = redis.pcall('LPOS', base .. list, id, 'RANK', -1, 'MAXLEN', counted)
    if type(place) == 'number' then return list end
  end
  -- An id is anybody's text: one that names another key of the queue is no job.
  return redis.pcall('HEXISTS', base .. id, 'timestamp') == 1 and 'wait' or nil
end

if newest > 0 then
  for _, list in ipairs({ 'active', 'wait', 'paused' }) do
    local ids = redis.pcall('LRANGE', base .. list, 0, newest - 1)
    if not ids.err then for _, id in ipairs(ids) do read(id, list == 'paused' and 'wait' or list) end end
  end
  for _, set in ipairs({ 'completed', 'failed', 'waiting-children' }) do
    local ids = redis.pcall('ZREVRANGE', base .. set, 0, newest - 1)
    if not ids.err then for _, id in ipairs(ids) do read(id, set) end end
  end
  for _, set in ipairs({ 'prioritized', 'delayed' }) do
    local ids = redis.pcall('ZRANGE', base .. set, 0, newest - 1, 'WITHSCORES')
    if not ids.err then for i = 1, #ids, 2 do read(ids[i], set, ids[i + 1]) end end
  end
end
for i = 2, #ARGV do
  local state, score = find(ARGV[i])
  if state then read(ARGV[i], state, score) end
end

return { last, redis.call('HEXISTS', base .. 'meta', 'paused'), counts, rows, limitsOf(base) }
`
