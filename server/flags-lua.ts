import { flagsField } from './queues.ts'

/**
 * Lua for scripts that read or change what a running job is flagged with. `readFlags(key, attempt)` is a list: what an earlier attempt was
 * flagged with says nothing about this one. `keepFlags(key, attempt, flags)` returns the list as JSON.
 */
export const flagsLua = `
local function readFlags(key, attempt)
  local ok, record = pcall(cjson.decode, redis.call('HGET', key, '${flagsField}') or '{}')
  if not ok or type(record) ~= 'table' or record.attempt ~= tonumber(attempt) then return {} end
  return type(record.flags) == 'table' and record.flags or {}
end
local function keepFlags(key, attempt, flags)
  -- In Lua an empty list is an empty object.
  local list = #flags > 0 and cjson.encode(flags) or '[]'
  redis.call('HSET', key, '${flagsField}', '{"attempt":' .. attempt .. ',"flags":' .. list .. '}')
  return list
end
`
