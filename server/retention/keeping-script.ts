import { pinned } from '#core/job-flags.ts'
import { flagsField } from '#server/queues.ts'

/**
 * Lua. `keeping(base, id)` says how long a job is kept: whether it is in `completed` or `failed`, and until when, in epoch milliseconds;
 * `false` instead of a time for one that is pinned. Nothing at all for a job that has not ended, and for one that was not submitted by
 * Waybill: nobody promised anything about that one, and it is never touched.
 */
export const keepingScript = `
local function json(key, field)
  local length = redis.call('HSTRLEN', key, field)
  if length == 0 or length > 65536 then return {} end
  local ok, value = pcall(cjson.decode, redis.call('HGET', key, field))
  return ok and type(value) == 'table' and value or {}
end

local function keeping(base, id)
  local set, ended = 'completed', redis.call('ZSCORE', base .. 'completed', id)
  if not ended then set, ended = 'failed', redis.call('ZSCORE', base .. 'failed', id) end
  local key = base .. id
  if not ended or redis.call('TYPE', key).ok ~= 'hash' then return nil end
  local own = json(key, 'opts').waybill
  local keep = type(own) == 'table' and own.v == 1 and type(own.keep) == 'table' and own.keep
  local seconds = keep and keep[set == 'completed' and 'success' or 'failure']
  if type(seconds) ~= 'number' then return nil end
  local till = tonumber(ended) + seconds * 1000
  local record = json(key, '${flagsField}')
  if record.attempt ~= tonumber(redis.call('HGET', key, 'ats') or '0') then return set, till end
  for _, flag in ipairs(type(record.flags) == 'table' and record.flags or {}) do
    if flag == '${pinned}' then return set, false end
  end
  return set, type(record.keepUntil) == 'number' and math.max(till, record.keepUntil) or till
end
`
