import type { Redis, Result } from 'ioredis'
import { z } from 'zod'
import { workerLost } from '#core/job-flags.ts'
import { flagsField, queueKey } from '#server/queues.ts'

/** A job BullMQ takes for running. */
export interface ActiveJob {
  /** BullMQ's id. */
  id: string
  attempt: number
  /** Which worker took it; undefined when the worker has no name. */
  worker: string | undefined
  /** Its worker renewed the lock in time, so far. */
  locked: boolean
  /** It carries the flag `workerLost`. */
  lost: boolean
  /** Its key holds something that is no job. */
  broken: boolean
}

/** Sees to the jobs BullMQ takes for running. Every step is one script, so it cannot come in between BullMQ's own. */
export interface ActiveJobs {
  /** At most the newest `limit`; costs one command. */
  list(queue: string, limit: number): Promise<ActiveJob[]>
  /** Sets or takes away `workerLost` and announces it, if the attempt still runs. */
  flagLost(queue: string, job: ActiveJob, lost: boolean): Promise<void>
}

declare module 'ioredis' {
  interface RedisCommander<Context> {
    waybillActive(base: string, limit: number, flag: string): Result<unknown, Context>
    waybillFlag(base: string, id: string, attempt: number, flag: string, on: number): Result<number, Context>
  }
}

// What an earlier attempt was flagged with says nothing about this one.
const readFlags = `
local function readFlags(key, attempt)
  local ok, record = pcall(cjson.decode, redis.call('HGET', key, '${flagsField}') or '{}')
  if not ok or type(record) ~= 'table' or record.attempt ~= tonumber(attempt) then return {} end
  return type(record.flags) == 'table' and record.flags or {}
end
`

const activeScript = `${readFlags}
local rows = {}
for _, id in ipairs(redis.call('LRANGE', KEYS[1] .. 'active', 0, ARGV[1] - 1)) do
  local key = KEYS[1] .. id
  local kind = redis.call('TYPE', key).ok
  if kind == 'hash' then
    local job = redis.call('HMGET', key, 'ats', 'pb')
    local lost = 0
    for _, flag in ipairs(readFlags(key, job[1] or '0')) do if flag == ARGV[2] then lost = 1 end end
    rows[#rows + 1] = { id, 0, job[1] or '0', job[2] or '', redis.call('EXISTS', key .. ':lock'), lost }
  elseif kind ~= 'none' then
    rows[#rows + 1] = { id, 1, '0', '', 0, 0 }
  end
end
return rows
`

const flagScript = `${readFlags}
local base, id, attempt, name, on = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4] == '1'
local key = base .. id
if redis.call('HGET', key, 'ats') ~= attempt or not redis.call('LPOS', base .. 'active', id) then return 0 end
local flags, known = {}, false
for _, flag in ipairs(readFlags(key, attempt)) do
  if flag == name then known = true else flags[#flags + 1] = flag end
end
if known == on then return 0 end
if on then flags[#flags + 1] = name end
-- In Lua an empty list is an empty object.
local list = #flags > 0 and cjson.encode(flags) or '[]'
redis.call('HSET', key, '${flagsField}', '{"attempt":' .. attempt .. ',"flags":' .. list .. '}')
local kept = tonumber(redis.call('HGET', base .. 'meta', 'opts.maxLenEvents')) or 10000
redis.call('XADD', base .. 'events', 'MAXLEN', '~', kept, '*',
  'event', 'flagged', 'jobId', id, 'attempt', attempt, 'flags', list)
return 1
`

const replySchema = z.array(
  z
    .tuple([z.string(), z.number(), z.coerce.number().catch(0), z.string(), z.number(), z.number()])
    .transform(([id, broken, attempt, worker, locked, lost]): ActiveJob => {
      return { id, attempt, worker: worker || undefined, locked: locked === 1, lost: lost === 1, broken: broken === 1 }
    }),
)

export function createActiveJobs(redis: Redis, prefix: string): ActiveJobs {
  redis.defineCommand('waybillActive', { lua: activeScript, numberOfKeys: 1 })
  redis.defineCommand('waybillFlag', { lua: flagScript, numberOfKeys: 1 })
  const base = (queue: string) => queueKey(prefix, queue, '')
  return {
    list: async (queue, limit) => replySchema.parse(await redis.waybillActive(base(queue), limit, workerLost)),
    async flagLost(queue, { id, attempt }, lost) {
      await redis.waybillFlag(base(queue), id, attempt, workerLost, lost ? 1 : 0)
    },
  }
}
