import type { Result } from 'ioredis'
import type { RedisClient } from '#server/redis.ts'

type Row = [record: string, revision: string, lastRun: string | null, next: string | null]
type Put = ['done', revision: number] | ['gone' | 'changed'] | ['taken', id: string]

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillPutSchedule(names: string, key: string, ...args: string[]): Result<Put, Context>
    waybillDropSchedule(names: string, key: string): Result<number, Context>
    waybillReadSchedules(names: string, base: string, queues: string, ...ids: string[]): Result<(Row | null)[], Context>
    waybillPageSchedules(
      ...args: [names: string, base: string, queues: string, after: string, limit: number]
    ): Result<[total: number, members: string[], rows: (Row | null)[]], Context>
    waybillStampRun(key: string, run: string): Result<number, Context>
    waybillUnsettled(names: string, base: string, queues: string, ...types: string[]): Result<string[], Context>
  }
}

/** A name and the id of its schedule are one member of the sorted set, with a NUL between them: names hold no control characters. */
const findName = `
local function idOf(names, name)
  local found = redis.call('ZRANGEBYLEX', names, '[' .. name .. '\\0', '(' .. name .. '\\1', 'LIMIT', 0, 1)[1]
  return found and string.sub(found, #name + 2)
end
`

/**
 * KEYS the names, the schedule. ARGV the revision that is to be replaced ('' for a new one), the id, the name, the record, its data,
 * its options. A name is given once; what was changed meanwhile is not written over.
 */
const putScript = `${findName}
local names, key = KEYS[1], KEYS[2]
local expected, id, name = ARGV[1], ARGV[2], ARGV[3]
local revision = redis.call('HGET', key, 'revision') or ''
if revision ~= expected then return { revision == '' and 'gone' or 'changed' } end
local holder = idOf(names, name)
if holder and holder ~= id then return { 'taken', holder } end
local old = redis.call('HGET', key, 'name')
if old then redis.call('ZREM', names, old .. '\\0' .. id) end
redis.call('ZADD', names, 0, name .. '\\0' .. id)
local record = cjson.decode(ARGV[4])
redis.call('HSET', key, 'name', name, 'type', record.type, 'paused', record.paused and '1' or '0')
redis.call('HSET', key, 'record', ARGV[4], 'data', ARGV[5], 'options', ARGV[6])
return { 'done', redis.call('HINCRBY', key, 'revision', 1) }
`

const dropScript = `
local name = redis.call('HGET', KEYS[2], 'name')
if not name then return 0 end
redis.call('ZREM', KEYS[1], name .. '\\0' .. string.match(KEYS[2], '[^:]+$'))
return redis.call('DEL', KEYS[2])
`

const readRow = `
local base, queues = KEYS[2], KEYS[3]
local function row(id)
  local kept = redis.call('HMGET', base .. id, 'record', 'revision', 'lastRun', 'type')
  if not kept[1] then return false end
  local next = redis.call('ZSCORE', queues .. kept[4] .. ':repeat', id)
  return { kept[1], kept[2], kept[3], next }
end
`

const readScript = `${readRow}
local rows = {}
for i, id in ipairs(ARGV) do rows[i] = row(id) end
return rows
`

/** ARGV the member after which the page begins, how many schedules it has at the most. In the order of their names. */
const pageScript = `${readRow}
local from = ARGV[1] == '' and '-' or '(' .. ARGV[1]
local members = redis.call('ZRANGEBYLEX', KEYS[1], from, '+', 'LIMIT', 0, ARGV[2])
local rows = {}
for i, member in ipairs(members) do rows[i] = row(string.match(member, '[^%z]+$')) end
return { redis.call('ZCARD', KEYS[1]), members, rows }
`

/** The run that began last counts, in whatever order workers tell. A deleted schedule is not brought back. */
const stampScript = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local last = redis.call('HGET', KEYS[1], 'lastRun')
if last and cjson.decode(last).startedAt > cjson.decode(ARGV[1]).startedAt then return 0 end
redis.call('HSET', KEYS[1], 'lastRun', ARGV[1])
return 1
`

/**
 * The schedules for which BullMQ does not do what the record says, as 'type id': one that is not planned, is planned although it is
 * paused or deleted, or whose planned run has ended without BullMQ planning the next. ARGV the types whose queues are looked at.
 */
const unsettledScript = `
local names, base, queues = KEYS[1], KEYS[2], KEYS[3]
local found, known = {}, {}
for _, member in ipairs(redis.call('ZRANGE', names, 0, -1)) do
  local id = string.match(member, '[^%z]+$')
  known[id] = redis.call('HMGET', base .. id, 'type', 'paused')
end
for _, type in ipairs(ARGV) do
  local queue, planned = queues .. type .. ':', {}
  local schedulers = redis.call('ZRANGE', queue .. 'repeat', 0, -1, 'WITHSCORES')
  for i = 1, #schedulers, 2 do planned[schedulers[i]] = schedulers[i + 1] end
  for id, at in pairs(planned) do
    local job = redis.call('HMGET', queue .. 'repeat:' .. id .. ':' .. at, 'timestamp', 'finishedOn')
    local wanted = known[id] and known[id][1] == type and known[id][2] == '0'
    local own = #id == 28 and string.match(id, '^s_[a-z2-7]+$')
    if own and (not wanted or not job[1] or job[2]) then found[#found + 1] = type .. ' ' .. id end
  end
  for id, kept in pairs(known) do
    if kept[1] == type and kept[2] == '0' and not planned[id] then found[#found + 1] = type .. ' ' .. id end
  end
end
return found
`

/** Teaches a connection the scripts. */
export function defineScheduleScripts(redis: RedisClient): void {
  redis.defineCommand('waybillPutSchedule', { lua: putScript, numberOfKeys: 2 })
  redis.defineCommand('waybillDropSchedule', { lua: dropScript, numberOfKeys: 2 })
  redis.defineCommand('waybillReadSchedules', { lua: readScript, numberOfKeys: 3 })
  redis.defineCommand('waybillPageSchedules', { lua: pageScript, numberOfKeys: 3 })
  redis.defineCommand('waybillStampRun', { lua: stampScript, numberOfKeys: 1 })
  redis.defineCommand('waybillUnsettled', { lua: unsettledScript, numberOfKeys: 3 })
}
