import { maxFlowDepth } from '#core/flow-limits.ts'
import { pinned } from '#core/job-flags.ts'
import { flagsField } from '#server/queues.ts'

/**
 * Lua. `keeping(base, id)` says how long a job is kept: whether it is in `completed` or `failed`, and until when, in epoch milliseconds;
 * `false` instead of a time for one that is pinned. A child is kept at least as long as its parent, whose page shows it: while that has not
 * ended, or is pinned, the time is `false` and the third answer true. Nothing at all for a job that has not ended, and for one that was not submitted by
 * Waybill: nobody promised anything about that one, and it is never touched.
 */
export const keepingScript = `
local function json(key, field)
  local length = redis.call('HSTRLEN', key, field)
  if length == 0 or length > 65536 then return {} end
  local ok, value = pcall(cjson.decode, redis.call('HGET', key, field))
  return ok and type(value) == 'table' and value or {}
end

local function ownTime(base, id)
  local set, ended = 'completed', redis.call('ZSCORE', base .. 'completed', id)
  if not ended then set, ended = 'failed', redis.call('ZSCORE', base .. 'failed', id) end
  local key = base .. id
  if redis.call('TYPE', key).ok ~= 'hash' then return nil end
  local own = json(key, 'opts').waybill
  local keep = type(own) == 'table' and own.v == 1 and type(own.keep) == 'table' and own.keep
  local seconds = keep and keep[set == 'completed' and 'success' or 'failure']
  if type(seconds) ~= 'number' then return nil end
  if not ended then return nil, nil, true end
  local till = tonumber(ended) + seconds * 1000
  local record = json(key, '${flagsField}')
  if record.attempt ~= tonumber(redis.call('HGET', key, 'ats') or '0') then return set, till end
  for _, flag in ipairs(type(record.flags) == 'table' and record.flags or {}) do
    if flag == '${pinned}' then return set, false end
  end
  return set, type(record.keepUntil) == 'number' and math.max(till, record.keepUntil) or till
end

local function keeping(base, id)
  local set, till = ownTime(base, id)
  if not till then return set, till end
  local prefix = string.match(base, '^(.*:)[^:]+:$') or base
  for _ = 1, ${maxFlowDepth} do
    local parent = json(base .. id, 'parent')
    if type(parent.queueKey) ~= 'string' or type(parent.id) ~= 'string' then return set, till end
    if string.sub(parent.queueKey, 1, #prefix) ~= prefix then return set, till end
    base, id = parent.queueKey .. ':', parent.id
    -- A parent that cannot be read keeps nothing.
    local isRead, ended, parentTill, isOn = pcall(ownTime, base, id)
    if not isRead then return set, till end
    if isOn or (ended and parentTill == false) then return set, false, true end
    if not ended then return set, till end
    till = math.max(till, parentTill)
  end
  return set, till
end
`
